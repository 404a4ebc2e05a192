using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

/// <summary>The last operator of models whose other operators are not here yet.</summary>
public sealed class GoldenSoftmaxTests
{
    [SharedTheory]
    [InlineData("kws/kws_ref_model.tflite")]
    [InlineData("ic/pretrainedResnet_quant.tflite")]
    [InlineData("vww/vww_96_int8.tflite")]
    [InlineData("person_detect/person_detect.tflite")]
    [InlineData("micro_speech/micro_speech_quantized.tflite")]
    [InlineData("bearing_mlp/model_int8.tflite")]
    public void Softmax_gives_the_golden_probabilities(string path)
    {
        TfLiteModel model = TfLiteReader.Read(File.ReadAllBytes(Repository.Model(path))).Model!;
        TfLiteSubgraph subgraph = model.Subgraphs[0];
        TfLiteOperator softmax = subgraph.Operators.Single(op => model.CodeOf(op).Builtin == BuiltinOperator.Softmax);
        IReadOnlyDictionary<int, NpyArray> tensors = Golden.TensorsOfCase0(path);
        TfLiteTensor input = subgraph.Tensors[softmax.Inputs[0]];
        var inputType = new TensorType(
            ElementType.Int8,
            Shape.Of([.. input.Shape]),
            Quantization.PerTensor(input.Quantization!.Scales[0], (int)input.Quantization.ZeroPoints[0]));

        sbyte[] actual = Make.Evaluate<sbyte>(
            new Softmax(((SoftmaxOptions)softmax.Options!).Beta),
            inputType with { Quantization = Quantization.PerTensor(1 / 256f, -128) },
            new TensorValue(inputType, new ConstantData(tensors[softmax.Inputs[0]].Data)));

        Assert.Equal(tensors[softmax.Outputs[0]].ToInt8(), actual);
    }
}
