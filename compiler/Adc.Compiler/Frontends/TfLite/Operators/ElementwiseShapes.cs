namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The rule of unary element-by-element operators: the output has the input's shape.</summary>
internal static class ElementwiseShapes
{
    public static bool Agree(OperatorSource source)
    {
        if (source.Inputs[0]!.Shape == source.Outputs[0].Shape)
        {
            return true;
        }

        source.Contradiction($"the output has shape {source.Outputs[0].Shape} where the input has {source.Inputs[0]!.Shape}");
        return false;
    }
}
