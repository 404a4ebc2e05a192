using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>How far a layer of the running network is from the integer reference: its own error, and what the layers in front of it have left.</summary>
/// <param name="Layer">Index of the layer.</param>
public sealed record LayerDifference(int Layer, OutputDifference Difference)
{
    // Multiply-adds that the comparison may take; more would be noticed by whoever waits.
    private const long MostWork = 400_000_000;
    private const int MostRows = 128, FewestRows = 2;

    /// <summary>Runs calibration rows through the network on the accelerator; layers without int8 outputs have no steps to compare in.</summary>
    /// <param name="calibration">Rows with every tensor of the reference.</param>
    public static Sequence<LayerDifference> Measure(PlannedModel plan, CompileRequest request, IEngines engines, Calibration calibration, CancellationToken cancellation)
    {
        Graph graph = plan.Lowered.Graph;
        if (calibration.Rows.Count == 0 || plan.Lowered.Layers.All(layer => layer.Engine != Engine.Mvp))
        {
            return [];
        }

        long work = Math.Max(1, plan.Lowered.Layers.Sum(layer => layer.MultiplyAdds));
        IReadOnlyDictionary<TensorId, ConstantData>[] expected = [.. calibration.Rows.Take((int)Math.Clamp(MostWork / work, FewestRows, MostRows))];
        IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> actual = engines.Accelerated(
            plan, request, expected.Select(row => graph.Inputs.Select(id => row[id]).ToSequence()).ToSequence(), cancellation);
        Sequence<int> numbers = Enumerable.Range(0, expected.Length).ToSequence();
        List<LayerDifference> found = [];
        foreach (LoweredLayer layer in plan.Lowered.Layers.Where(layer => layer.Node.Outputs.Count == 1))
        {
            if (ComparedOutput.Of(graph, layer.Node.Output) is not ComparedOutput compared || compared.Id != layer.Node.Output)
            {
                continue;
            }

            var meter = new DifferenceMeter(expected.Length);
            for (int row = 0; row < expected.Length; row++)
            {
                meter.Measure(row, compared.InSteps(expected[row][compared.Id]), compared.InSteps(actual[row][compared.Id]), compared.Steps.ZeroPoint);
            }

            found.Add(new LayerDifference(layer.Index, meter.Result(ReferenceColumn.Int8, ReferenceColumn.Mvp, numbers)));
        }

        return found.ToSequence();
    }
}
