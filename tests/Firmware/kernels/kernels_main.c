#include <stdio.h>

#include "kernels_check.h"

void kernels_report(const char *check)
{
    fprintf(stderr, "failed: %s\n", check);
}

int main(void)
{
    const int failures = kernels_check();
    printf("%d failures\n", failures);
    return failures == 0 ? 0 : 1;
}
