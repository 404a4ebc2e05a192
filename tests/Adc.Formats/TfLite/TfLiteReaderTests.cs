using System.Runtime.InteropServices;
using Adc.Formats.FlatBuffers;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.TfLite;

public class TfLiteReaderTests
{
    [SharedFact]
    public void Reads_every_shared_model_without_problems()
    {
        string[] files = Directory.GetFiles(Repository.InShared("models"), "*.tflite", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            TfLiteReadResult result = TfLiteReader.Read(File.ReadAllBytes(file));
            Assert.Empty(result.Problems);
            Assert.All(result.Model!.Subgraphs.SelectMany(subgraph => subgraph.Operators), @operator =>
                Assert.False(@operator.Options is UnknownOptions, $"{file}: {result.Model.CodeOf(@operator).DisplayName} has no options record"));
        });
    }

    [SharedFact]
    public void Reads_a_small_model_as_its_snapshot_says() => Snapshot.Verify(ModelText.Of(Read(
        File.ReadAllBytes(Repository.Model("hello_world/hello_world_int8.tflite")))));

    [SharedFact]
    public void Reads_the_dynamic_tail_and_the_metadata_of_the_vendors_model()
    {
        TfLiteModel model = Read(File.ReadAllBytes(Repository.Model("mltk_ad/anomaly_detection.tflite")));
        TfLiteOptions?[] options = [.. model.Subgraphs[0].Operators.Select(@operator => @operator.Options)];
        Assert.Contains(new ShapeOptions(TfLiteTensorType.Int32), options);
        Assert.Contains(new StridedSliceOptions(0, 0, 0, 0, 1), options);
        Assert.Contains(new PackOptions(4, 0), options);
        TfLiteMetadata vendors = Assert.Single(model.Metadata, metadata => metadata.Name == "SL_PARAMSv1");
        Assert.Equal(548, model.Buffers[vendors.Buffer].Length);
    }

    [Fact]
    public void Weights_are_slices_of_the_file()
    {
        byte[] file = TfLiteWriter.Write(SmallModels.Everything());
        TfLiteModel model = Read(file);
        TfLiteTensor filter = model.Subgraphs[0].Tensors.Single(tensor => tensor.Name == "filter");
        Assert.True(MemoryMarshal.TryGetArray(model.DataOf(filter), out ArraySegment<byte> segment));
        Assert.Same(file, segment.Array);
        Assert.Equal(SmallModels.Bytes(6), segment.ToArray());
    }

    [Fact]
    public void Names_survive_unchanged()
    {
        TfLiteModel model = Read(TfLiteWriter.Write(SmallModels.Everything()));
        Assert.Equal("a \"small\"\nmodel", model.Description);
        Assert.Equal("../main", model.Subgraphs[0].Name);
        Assert.Equal("in\\put:0", model.Subgraphs[0].Tensors[0].Name);
        Assert.Contains("vendor/op", model.OperatorCodes.Select(code => code.DisplayName));
    }

    [Fact]
    public void Takes_the_greater_of_the_old_and_the_new_operator_code()
    {
        Assert.Equal(BuiltinOperator.Softmax, CodeOf(oldCode: 25, newCode: 0));
        Assert.Equal(BuiltinOperator.Gelu, CodeOf(oldCode: 127, newCode: 150));

        static BuiltinOperator CodeOf(byte oldCode, int newCode)
        {
            FlatTableBuilder model = Skeleton([]).Tables(1, [new FlatTableBuilder().Byte(0, oldCode).Int32(3, newCode)]);
            return Read(FlatBufferWriter.Write(model, "TFL3")).OperatorCodes[0].Builtin;
        }
    }

    [Fact]
    public void Finds_buffers_behind_the_flatbuffer()
    {
        static byte[] WithDataAt(long position)
        {
            FlatTableBuilder tensor = new FlatTableBuilder().Int32s(0, [3]).Byte(1, (byte)TfLiteTensorType.Int8).Int32(2, 1);
            FlatTableBuilder buffer = new FlatTableBuilder().Int64(1, position).Int64(2, 3);
            return FlatBufferWriter.Write(Skeleton([tensor], buffer).Tables(1, []), "TFL3");
        }

        byte[] file = WithDataAt(WithDataAt(2).Length);
        TfLiteModel model = Read([.. file, 7, 8, 9]);
        Assert.Equal([7, 8, 9], model.DataOf(model.Subgraphs[0].Tensors[0]).ToArray());
        TfLiteProblem problem = Assert.Single(TfLiteReader.Read(file).Problems);
        Assert.Equal(TfLiteProblemKind.Corrupt, problem.Kind);
        Assert.Contains("leave the file", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_empty_scales_and_details_of_another_technique_for_no_quantization()
    {
        FlatTableBuilder Tensor(FlatTableBuilder quantization) => new FlatTableBuilder().Byte(1, 9).Int32s(0, [2]).Table(4, quantization);
        FlatTableBuilder[] tensors =
        [
            Tensor(new FlatTableBuilder().Singles(0, [0]).Singles(1, [1])),
            Tensor(new FlatTableBuilder().Singles(2, [])),
            Tensor(new FlatTableBuilder().Singles(2, [0.5f]).Int64s(3, [0]).Byte(4, 1).Table(5, new FlatTableBuilder().Bytes(0, new byte[3]))),
            Tensor(new FlatTableBuilder().Singles(2, [0.5f]).Int64s(3, [4])),
        ];
        TfLiteModel model = Read(FlatBufferWriter.Write(Skeleton(tensors).Tables(1, []), "TFL3"));
        Assert.Equal([false, false, false, true], model.Subgraphs[0].Tensors.Select(tensor => tensor.Quantization is not null));
        Assert.Equal([4L], model.Subgraphs[0].Tensors[3].Quantization!.ZeroPoints);
    }

    [Fact]
    public void Tolerates_signatures_and_absent_shapes()
    {
        FlatTableBuilder signature = new FlatTableBuilder().String(2, "serving_default").Int32(4, 0);
        FlatTableBuilder model = Skeleton([new FlatTableBuilder().String(3, "scalar")]).Tables(1, []).Tables(7, [signature]);
        Assert.Empty(Read(FlatBufferWriter.Write(model, "TFL3")).Subgraphs[0].Tensors[0].Shape);
    }

    [Fact]
    public void A_problem_says_where_it_is()
    {
        TfLiteModel model = SmallModels.Everything();
        TfLiteSubgraph subgraph = model.Subgraphs[0];
        List<TfLiteOperator> operators = [.. subgraph.Operators];
        operators[4] = operators[4] with { Options = new Pool2DOptions(TfLitePadding.Valid, 0, 4, 4, 4, TfLiteActivation.None) };
        TfLiteModel broken = model with { Subgraphs = [subgraph with { Operators = operators }] };
        Assert.Equal(
            new TfLiteProblem(
                TfLiteProblemKind.BadOption, "the horizontal stride is 0, expected 1 or more", Subgraph: 0, Operator: 4, OperatorName: "AVERAGE_POOL_2D"),
            Assert.Single(TfLiteReader.Read(TfLiteWriter.Write(broken)).Problems));
    }

    internal static TfLiteModel Read(byte[] file)
    {
        TfLiteReadResult result = TfLiteReader.Read(file);
        Assert.Empty(result.Problems);
        return Assert.IsType<TfLiteModel>(result.Model);
    }

    /// <summary>A model table with one subgraph of the given tensors, without operator codes.</summary>
    internal static FlatTableBuilder Skeleton(FlatTableBuilder[] tensors, params FlatTableBuilder[] buffers) => new FlatTableBuilder()
        .Int32(0, 3)
        .Tables(2, [new FlatTableBuilder().Tables(0, tensors)])
        .Tables(4, [new FlatTableBuilder(), .. buffers]);
}
