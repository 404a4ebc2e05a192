using Adc.Compiler.Ir;
using Adc.Simulator.Reference;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class RealModelsAgainstTfLiteTests
{
    [SharedOracleTheory]
    [InlineData("ad01/ad01_int8.tflite")]
    [InlineData("ad01/ad01_int8_floatio.tflite")]
    [InlineData("mltk_ad/anomaly_detection.tflite")]
    [InlineData("hello_world/hello_world_int8.tflite")]
    public void Quantized_models_equal_the_library_bit_for_bit(string path)
    {
        Graph graph = Golden.Graph(path);
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflite));
        using var library = new OracleModel(File.ReadAllBytes(Repository.Model(path)));
        foreach (TensorValue input in Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0])))
        {
            Assert.Equal(library.Run(input.Data.Bytes.ToArray())[0], executor.Run([input])[0].Data.Bytes.ToArray());
        }
    }
}
