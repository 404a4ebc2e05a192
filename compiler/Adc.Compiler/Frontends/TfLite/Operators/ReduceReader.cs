using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ReduceReader
{
    public static Operator? ReadMean(OperatorSource source) => Read(source, Reduction.Mean);

    public static Operator? ReadSum(OperatorSource source) => Read(source, Reduction.Sum);

    public static Operator? ReadMax(OperatorSource source) => Read(source, Reduction.Max);

    // Which axes they are is known once the second input is: not here.
    private static Operator? Read(OperatorSource source, Reduction reduction)
    {
        var reduce = new Reduce(reduction, source.Options(new ReducerOptions(KeepDimensions: false)).KeepDimensions);
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        bool fits = reduce.KeepDimensions
            ? output.Rank == input.Rank && output.Extents.Zip(input.Extents).All(pair => pair.First == pair.Second || pair.First == 1)
            : output.Rank <= input.Rank;
        return fits ? reduce : source.Contradiction($"{reduce.Name}{(reduce.KeepDimensions ? ", keeping dimensions," : "")} cannot turn {input} into {output}");
    }
}
