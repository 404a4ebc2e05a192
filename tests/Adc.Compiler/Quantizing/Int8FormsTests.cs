using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;

namespace Adc.Tests.Quantizing;

public sealed class Int8FormsTests
{
    [Fact]
    public void Every_operator_has_a_row() => Assert.Equal(
        typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator))).Select(type => type.Name).Order(StringComparer.Ordinal),
        Int8Forms.Operators.Select(type => type.Name).Order(StringComparer.Ordinal));
}
