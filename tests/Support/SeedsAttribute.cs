using System.Reflection;
using Xunit.Sdk;

namespace Adc.Tests.Support;

/// <summary>Runs a theory once for each seed 1..count; the failing seed stands in the test's name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeedsAttribute(int count) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Enumerable.Range(1, count).Select(seed => new object[] { seed });
}
