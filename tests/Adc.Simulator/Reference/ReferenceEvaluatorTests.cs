using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

public sealed class ReferenceEvaluatorTests
{
    public static TheoryData<Type> Operators() =>
        [.. typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_has_a_row_in_the_table(Type @operator) => Assert.Contains(@operator, ReferenceEvaluator.Operators);

    [Fact]
    public void An_operator_without_a_row_is_unknown() =>
        Assert.Null(Make.TryEvaluate(new Nameless(), Make.Float32Type(1), Rounding.Tflm, Make.Float32s(1)));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void The_rounding_is_what_was_asked_for(Rounding rounding) => Assert.Equal(rounding, new ReferenceEvaluator(rounding).Rounding);

    [Fact]
    public void Operators_that_only_move_elements_share_their_bytes()
    {
        TensorValue input = Make.Float32s(1, 2);

        Assert.Same(input.Data, Make.TryEvaluate(new Reshape(), Make.Float32Type(2, 1), Rounding.Tflm, input));
    }

    private sealed record Nameless : Operator
    {
        public override string Name => "NAMELESS";

        public override Arity Arity => new(1, 1, 1);
    }
}
