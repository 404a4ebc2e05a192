using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Passes;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

public sealed class RealModelsTests
{
    private static readonly string[] Paths = ["ad01/ad01_int8.tflite", "bearing_mlp/model_int8.tflite", "hello_world/hello_world_int8.tflite"];

    [SharedFact]
    public void The_emitted_C_of_real_models_gives_the_golden_outputs()
    {
        var models = new ManyModels();
        foreach (string path in Paths)
        {
            Graph graph = Pass.AfterAll(Golden.Graph(path));
            Sequence<Sequence<ConstantData>> rows = Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0]))
                .Take(4).Select(row => (Sequence<ConstantData>)[row.Data]).ToSequence();
            models.Add(path, graph, new LoweringOptions(), new MemoryOptions(), rows);

            // The reference, which judges the emitted C, must itself give what TensorFlow Lite Micro gave.
            TensorType type = graph.TypeOf(graph.Outputs[0]);
            Assert.Equal(
                Golden.Rows(Golden.Outputs(path), type).Take(4).Select(row => row.Data),
                new Adc.Simulator.Engines().Reference(graph, Rounding.Tflm, rows, CancellationToken.None).Select(row => row[0]));
        }

        models.AssertEqualToReference("cc", "-O1");
    }

    [SharedTheory]
    [InlineData("bearing_mlp/model_fp32.tflite")]
    [InlineData("hello_world/hello_world_float.tflite")]
    public void The_emitted_C_of_float_models_equals_the_reference(string path)
    {
        var models = new ManyModels();
        Graph graph = Pass.AfterAll(Golden.Graph(path));
        models.Add(
            path, graph, new LoweringOptions(), new MemoryOptions(),
            Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0])).Select(row => (Sequence<ConstantData>)[row.Data]).ToSequence());

        models.AssertEqualToReference("cc", "-O1");
    }
}
