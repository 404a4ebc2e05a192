using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>What an operator reader sees of the file: the operator with its options and the types of its tensors.</summary>
/// <param name="Name">Name of the operator as in the schema.</param>
internal sealed record OperatorSource(
    string Name, TfLiteOperator Operator, Sequence<TensorType?> Inputs, Sequence<TensorType> Outputs, Origin Origin, DiagnosticBag Diagnostics)
{
    /// <summary>The typed options, or the schema's defaults when the file stores none.</summary>
    public T Options<T>(T defaults)
        where T : TfLiteOptions => Operator.Options as T ?? defaults;

    /// <summary>Reports a form of the operator that adc has no meaning for.</summary>
    public Operator? Refuse(string reason)
    {
        Diagnostics.Report(Catalogue.UnsupportedLayer, Origin, reason);
        return null;
    }

    /// <summary>Reports shapes that contradict each other.</summary>
    public Operator? Contradiction(string reason)
    {
        Diagnostics.Report(Catalogue.InconsistentOperatorShapes, Origin, reason);
        return null;
    }
}
