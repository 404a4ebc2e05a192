using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Simulator.Reference;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Oracle;

/// <summary>Runs a graph, written to a file and read back, by the TensorFlow Lite library and by the reference.</summary>
internal static class LibraryComparison
{
    /// <param name="label">Tells in a failure which graph it was.</param>
    /// <param name="rows">How many seeded rows are compared.</param>
    public static void AssertAgreement(string label, Graph drawn, Agreement agreement, int rows, int seed)
    {
        byte[] file = TfLiteWriter.Write(GraphFile.Of(drawn));
        var diagnostics = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(file, "random.tflite", diagnostics);
        Assert.True(graph is not null, $"{label}: {string.Join('\n', diagnostics.All)}\n{GraphPrinter.Print(drawn)}");
        OracleModel library;
        try
        {
            library = new OracleModel(file);
        }
        catch (OracleRefusalException refusal)
        {
            throw new InvalidOperationException($"{label}: the library refuses the model: {refusal.Message}\n{GraphPrinter.Print(drawn)}", refusal);
        }

        using (library)
        {
            // Rows follow each other in time, since the library keeps its variables.
            ReferenceSession session = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflite)).Start();
            foreach (Sequence<ConstantData> row in SeededRows.For(graph, rows, seed).Rows)
            {
                byte[][] expected = library.Run([.. row.Select(input => input.Bytes.ToArray())]);
                IReadOnlyList<TensorValue> actual = session.Run([.. row.Zip(graph.Inputs, (data, id) => new TensorValue(graph.TypeOf(id), data))]);
                for (int output = 0; output < expected.Length; output++)
                {
                    string? difference = Difference(actual[output].Type.Element, new ConstantData(expected[output]), actual[output].Data, agreement);
                    Assert.True(difference is null, $"{label}, output {output}: {difference}\n{GraphPrinter.Print(drawn)}");
                }
            }
        }
    }

    private static string? Difference(ElementType element, ConstantData expected, ConstantData actual, Agreement agreement)
    {
        double[] wanted = Numbers(element, expected), found = Numbers(element, actual);
        if (wanted.Length != found.Length)
        {
            return $"the library has {wanted.Length} elements, the reference {found.Length}";
        }

        double magnitude = wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double limit = element == ElementType.Float32 ? agreement.Relative * magnitude : agreement.Steps;
        for (int i = 0; i < wanted.Length; i++)
        {
            bool same = wanted[i].Equals(found[i]) || wanted[i] == found[i] || Math.Abs(wanted[i] - found[i]) <= limit;
            if (!same)
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} is {wanted[i]:G9} in the library and {found[i]:G9} by the reference");
            }
        }

        return null;
    }

    private static double[] Numbers(ElementType element, ConstantData data) => element switch
    {
        ElementType.Float32 => Array.ConvertAll(data.ToArray<float>(), value => (double)value),
        ElementType.Int8 => Array.ConvertAll(data.ToArray<sbyte>(), value => (double)value),
        ElementType.UInt8 or ElementType.Bool => Array.ConvertAll(data.ToArray<byte>(), value => (double)value),
        ElementType.Int16 => Array.ConvertAll(data.ToArray<short>(), value => (double)value),
        ElementType.Int32 => Array.ConvertAll(data.ToArray<int>(), value => (double)value),
        _ => Array.ConvertAll(data.ToArray<long>(), value => (double)value),
    };
}
