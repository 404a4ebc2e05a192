using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The rule of ARG_MAX and ARG_MIN: the output is the input without one axis.</summary>
internal static class ReducedAxis
{
    public static bool Agrees(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        bool fits = Enumerable.Range(0, input.Rank).Any(axis => output.Extents.Items.SequenceEqual(input.Extents.Items.RemoveAt(axis)));
        if (!fits)
        {
            source.Contradiction($"{source.Name} cannot turn {input} into {output}");
            return false;
        }

        return OperandShapes.AreNumbers(source, 1, "an axis", Shape.Of(), Shape.Of(1));
    }
}
