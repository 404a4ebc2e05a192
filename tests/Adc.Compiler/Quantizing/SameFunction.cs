using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Simulator.Reference;

namespace Adc.Tests.Quantizing;

/// <summary>Holds two float graphs against each other on seeded rows.</summary>
internal static class SameFunction
{
    /// <param name="relative">Greatest difference, relative to the greatest output.</param>
    public static void Assert(Graph before, Graph after, float relative = 1e-5f)
    {
        Xunit.Assert.Empty(GraphVerifier.Verify(after));
        foreach (Sequence<ConstantData> row in SeededRows.For(before, 6).Rows)
        {
            foreach ((float[] wanted, float[] found) in Outputs(before, row).Zip(Outputs(after, row)))
            {
                float largest = wanted.Max(Math.Abs);
                Xunit.Assert.All(wanted.Zip(found), pair => Xunit.Assert.True(Math.Abs(pair.First - pair.Second) <= relative * largest, $"{pair}"));
            }
        }
    }

    private static IEnumerable<float[]> Outputs(Graph graph, Sequence<ConstantData> row) =>
        new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).Run([.. row.Select((data, i) => new TensorValue(graph.TypeOf(graph.Inputs[i]), data))])
            .Select(value => value.Data.ToArray<float>());
}
