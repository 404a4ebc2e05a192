using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Which of an operator's tensors are variables that it moves on.</summary>
internal static class OperatorStates
{
    /// <summary>The inputs that the record has, as tensors of the file.</summary>
    /// <remarks>Where the file's operator takes more, its reader has seen that the ones the record does without are missing.</remarks>
    public static int[] Inputs(Operator @operator, TfLiteOperator source) =>
        source.Inputs.Count > @operator.Arity.MostInputs ? [.. source.Inputs.Where(tensor => tensor >= 0)] : [.. source.Inputs];

    /// <summary>The states among the inputs of a record.</summary>
    public static int[] Of(Operator @operator, int[] inputs) =>
        @operator is IStateful stateful ? [.. stateful.StateInputs.Select(position => inputs[position])] : [];

    /// <summary>Reports an operator that reads or writes a variable tensor without being made for it, or that lacks one.</summary>
    public static bool Agree(Operator @operator, OperatorSource source, TfLiteSubgraph subgraph)
    {
        int[] states = Of(@operator, Inputs(@operator, source.Operator));
        int[] found = [.. source.Operator.Inputs.Concat(source.Operator.Outputs).Where(tensor => tensor >= 0 && subgraph.Tensors[tensor].IsVariable)];
        if (found.Except(states).ToArray() is [int strange, ..])
        {
            source.Refuse(
                $"tensor '{Printable.Text(subgraph.Tensors[strange].Name)}' is a variable that keeps its value from one inference to the next, "
                + $"which {@operator.Name} cannot work on");
            return false;
        }

        if (found.Length != states.Length || states.Distinct().Count() != states.Length)
        {
            source.Contradiction($"{@operator.Name} needs {states.Length} variable {(states.Length == 1 ? "tensor" : "tensors")} of its own for its state");
            return false;
        }

        return true;
    }
}
