using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Removes reshapes whose target shape the tensor already has.</summary>
/// <remarks>A reshape with a shape input stays: only the run will tell its shape.</remarks>
internal sealed class ElideNopReshapes : IPass
{
    public string Name => "elide-nop-reshapes";

    public Graph Run(Graph graph, PassContext context) =>
        graph.Bypass(node => node.Operator is Reshape && node.Inputs.Count == 1 && graph.TypeOf(node.Inputs[0]) == graph.TypeOf(node.Output));
}
