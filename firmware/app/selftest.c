/* Runs the model on its test vectors; vectors.h shows what it prints. */
#include "vectors.h"

int main(void)
{
    const bool ready = vectors_begin();
    vectors_end(ready, ready ? vectors_run() : 0u);
}
