using System.Buffers.Binary;
using Adc.Formats.FlatBuffers;
using Adc.Formats.TfLite;

namespace Adc.Tests.Formats.TfLite;

/// <summary>Files with one deliberate fault each: what is wrong, how it must be called, what the message must say.</summary>
internal static class TfLiteBreakages
{
    public static IReadOnlyDictionary<string, Breakage> All { get; } = new Dictionary<string, Breakage>
    {
        ["empty file"] = new(TfLiteProblemKind.NotTfLite, "TFL3", () => []),
        ["seven bytes"] = new(TfLiteProblemKind.NotTfLite, "TFL3", () => TfLiteWriter.Write(Sound())[..7]),
        ["wrong identifier"] = new(TfLiteProblemKind.NotTfLite, "TFL3", () => FlatBufferWriter.Write(TfLiteReaderTests.Skeleton([]), "TFL2")),
        ["root offset outside"] = new(TfLiteProblemKind.Corrupt, "leaves the file", () => Patched(0, 0x7ffffff0)),
        ["root offset of zero"] = new(TfLiteProblemKind.Corrupt, "offset 0 of a table", () => Patched(0, 0)),
        ["unaligned root"] = new(TfLiteProblemKind.Corrupt, "not aligned", () => Patched(0, 9)),
        ["field list outside"] = new(TfLiteProblemKind.Corrupt, "field list", () => Patched(RootOf, unchecked((int)0x80000000))),
        ["huge vector"] = new(TfLiteProblemKind.Corrupt, "a vector of 4,294,967,295 elements", () => PatchedVector(-1)),
        ["vector longer than the file"] = new(TfLiteProblemKind.Corrupt, "a vector of 1,073,741,824 elements", () => PatchedVector(1 << 30)),
        ["circular offsets"] = new(TfLiteProblemKind.Corrupt, "leaves the file", CircularOffsets),
        ["one tensor a million times"] = new(TfLiteProblemKind.TooLarge, "more tables", () => SharedTensor(subgraphs: 400, tensors: 4000)),
        ["one long shape many times"] = new(TfLiteProblemKind.TooLarge, "more bytes", SharedShape),
        ["schema version 2"] = new(TfLiteProblemKind.UnsupportedVersion, "version 2, expected 3", () => Written(m => m with { Version = 2 })),
        ["no buffers"] = new(TfLiteProblemKind.Missing, "vector of buffers", () =>
            FlatBufferWriter.Write(new FlatTableBuilder().Int32(0, 3).Tables(1, []).Tables(2, [new()]), "TFL3")),
        ["no subgraph"] = new(TfLiteProblemKind.Missing, "no subgraph", () => Written(m => m with { Subgraphs = [] })),
        ["custom operator without a name"] = new(TfLiteProblemKind.Missing, "custom operator without a name", () =>
            Written(m => m with { OperatorCodes = [.. m.OperatorCodes, new(BuiltinOperator.Custom, null, 1)] })),
        ["buffer index"] = new(TfLiteProblemKind.IndexOutOfRange, "has buffer 99", () => Tensor("filter", t => t with { Buffer = 99 })),
        ["input index"] = new(TfLiteProblemKind.IndexOutOfRange, "input 1 is tensor 99", () =>
            Operator("ADD", o => o with { Inputs = [4, 99] })),
        ["output index"] = new(TfLiteProblemKind.IndexOutOfRange, "output 0 is tensor -1", () => Operator("ADD", o => o with { Outputs = [-1] })),
        ["graph input index"] = new(TfLiteProblemKind.IndexOutOfRange, "graph input is tensor 77", () => Graph(g => g with { Inputs = [77] })),
        ["operator code index"] = new(TfLiteProblemKind.IndexOutOfRange, "has code 4294967295", () =>
            Operator("ADD", o => o with { OpcodeIndex = -1 })),
        ["metadata buffer index"] = new(TfLiteProblemKind.IndexOutOfRange, "metadata 0 has buffer 50", () =>
            Written(m => m with { Metadata = [new("name", 50)] })),
        ["negative extent"] = new(TfLiteProblemKind.BadShape, "[1,-1]", () => Tensor("dense", t => t with { Shape = [1, -1] })),
        ["negative signature"] = new(TfLiteProblemKind.BadShape, "signature [1,-2]", () => Tensor("dense", t => t with { ShapeSignature = [1, -2] })),
        ["2^31 bytes"] = new(TfLiteProblemKind.BadShape, "2^31", () => Tensor("in\\put:0", t => t with { Shape = [1 << 29] })),
        ["overflow of 64 bits"] = new(TfLiteProblemKind.BadShape, "2^31", () =>
            Tensor("dense", t => t with { Shape = [1 << 30, 1 << 30, 1 << 30, 16] })),
        ["scale of zero"] = new(TfLiteProblemKind.BadQuantization, "scale 0,", () => Quantization("dense", [0], [0])),
        ["negative scale"] = new(TfLiteProblemKind.BadQuantization, "scale -0.5", () => Quantization("dense", [-0.5f], [0])),
        ["scale that is no number"] = new(TfLiteProblemKind.BadQuantization, "NaN", () => Quantization("dense", [float.NaN], [0])),
        ["infinite scale"] = new(TfLiteProblemKind.BadQuantization, "Infinity", () => Quantization("bias", [float.PositiveInfinity], [0])),
        ["too many scales"] = new(TfLiteProblemKind.BadQuantization, "has 2 scales, expected 1 or the 3", () =>
            Quantization("filter", [1, 1], [0, 0])),
        ["quantized dimension"] = new(TfLiteProblemKind.BadQuantization, "along dimension 4", () =>
            Tensor("filter", t => t with { Quantization = t.Quantization! with { QuantizedDimension = 4 } })),
        ["too few zero points"] = new(TfLiteProblemKind.BadQuantization, "has 2 zero points", () => Quantization("filter", [1, 1, 1], [0, 0])),
        ["no zero point"] = new(TfLiteProblemKind.BadQuantization, "has 0 zero points", () => Quantization("dense", [1], [])),
        ["zero point of another type"] = new(TfLiteProblemKind.BadQuantization, "zero point 128, expected -128 to 127", () =>
            Quantization("dense", [1], [128])),
        ["zero point of int4"] = new(TfLiteProblemKind.BadQuantization, "zero point 8, expected -8 to 7", () => Quantization("weights", [1], [8])),
        ["short constant"] = new(TfLiteProblemKind.BadBufferSize, "has 12 bytes of data, expected 16 for shape [4] of Int32", () =>
            Tensor("bias", t => t with { Shape = [4], Quantization = null })),
        ["int4 is packed by two"] = new(TfLiteProblemKind.BadBufferSize, "has 8 bytes of data, expected 9", () =>
            Tensor("weights", t => t with { Shape = [17] })),
        ["second writer"] = new(TfLiteProblemKind.SecondWriter, "another operator writes", () => Operator("ADD", o => o with { Outputs = [4] })),
        ["writes a constant"] = new(TfLiteProblemKind.SecondWriter, "is a constant", () => Operator("ADD", o => o with { Outputs = [7, 2] })),
        ["writes a graph input"] = new(TfLiteProblemKind.SecondWriter, "is a graph input", () => Operator("QUANTIZE", o => o with { Outputs = [0] })),
        ["operators that feed each other"] = new(TfLiteProblemKind.NotInExecutionOrder, "reads tensor 7", () =>
            Operator("DEPTHWISE_CONV_2D", o => o with { Inputs = [7, 5, -1] })),
        ["graph output without a writer"] = new(TfLiteProblemKind.NotInExecutionOrder, "graph output", () =>
            Graph(g => g with { Tensors = [.. g.Tensors, g.Tensors[^1]], Outputs = [16] })),
        ["options of another operator"] = new(TfLiteProblemKind.WrongOptions, "has SoftmaxOptions, expected AddOptions", () =>
            Operator("ADD", o => o with { Options = new SoftmaxOptions(1) })),
        ["options of an operator without any"] = new(TfLiteProblemKind.WrongOptions, "expected None", () =>
            Operator("vendor/op", o => o with { Options = new SoftmaxOptions(1) })),
        ["stride of zero"] = Convolution("horizontal stride is 0", o => o with { StrideW = 0 }),
        ["negative stride"] = Convolution("vertical stride is -1", o => o with { StrideH = -1 }),
        ["dilation of zero"] = Convolution("horizontal dilation is 0", o => o with { DilationW = 0 }),
        ["unknown padding"] = Convolution("padding is 2", o => o with { Padding = (TfLitePadding)2 }),
        ["unknown activation"] = Convolution("activation is -7", o => o with { Activation = (TfLiteActivation)(-7) }),
        ["filter of zero"] = new(TfLiteProblemKind.BadOption, "filter width is 0", () =>
            Operator("AVERAGE_POOL_2D", o => o with { Options = (Pool2DOptions)o.Options! with { FilterWidth = 0 } })),
        ["unknown weights format"] = new(TfLiteProblemKind.BadOption, "weights format is 2", () =>
            Operator("FULLY_CONNECTED", o => o with { Options = new FullyConnectedOptions(0, (TfLiteWeightsFormat)2) })),
        ["beta that is no number"] = new(TfLiteProblemKind.BadOption, "beta is NaN", () =>
            Operator("SOFTMAX", o => o with { Options = new SoftmaxOptions(float.NaN) })),
        ["too few inputs"] = new(TfLiteProblemKind.WrongArity, "has 1 inputs, expected 2", () => Operator("ADD", o => o with { Inputs = [4] })),
        ["too many inputs"] = new(TfLiteProblemKind.WrongArity, "has 3 inputs, expected 2", () => Operator("ADD", o => o with { Inputs = [4, 4, 4] })),
        ["required input left out"] = new(TfLiteProblemKind.WrongArity, "one of the first 2 inputs is left out", () =>
            Operator("ADD", o => o with { Inputs = [4, -1] })),
        ["unknown element type"] = new(TfLiteProblemKind.Unsupported, "element type 23", () =>
            Tensor("", t => t with { Type = (TfLiteTensorType)23 })),
        ["sparse tensor"] = new(TfLiteProblemKind.Unsupported, "sparse", () => OneTensor(new FlatTableBuilder().Table(6, new()))),
        ["weights in another file"] = new(TfLiteProblemKind.Unsupported, "another file", () => OneTensor(new FlatTableBuilder().Int32(10, 1))),
    };

    private static int RootOf => BinaryPrimitives.ReadInt32LittleEndian(TfLiteWriter.Write(Sound()));

    private static TfLiteModel Sound() => SmallModels.Everything();

    private static byte[] Written(Func<TfLiteModel, TfLiteModel> change) => TfLiteWriter.Write(change(Sound()));

    private static byte[] Graph(Func<TfLiteSubgraph, TfLiteSubgraph> change) =>
        Written(model => model with { Subgraphs = [change(model.Subgraphs[0])] });

    private static byte[] Tensor(string name, Func<TfLiteTensor, TfLiteTensor> change) => Graph(graph =>
    {
        Assert.Single(graph.Tensors, tensor => tensor.Name == name);
        return graph with { Tensors = [.. graph.Tensors.Select(tensor => tensor.Name == name ? change(tensor) : tensor)] };
    });

    private static byte[] Operator(string name, Func<TfLiteOperator, TfLiteOperator> change) => Written(model =>
    {
        TfLiteSubgraph graph = model.Subgraphs[0];
        Assert.Single(graph.Operators, @operator => model.CodeOf(@operator).DisplayName == name);
        TfLiteOperator[] operators =
            [.. graph.Operators.Select(@operator => model.CodeOf(@operator).DisplayName == name ? change(@operator) : @operator)];
        return model with { Subgraphs = [graph with { Operators = operators }] };
    });

    private static byte[] Quantization(string tensor, float[] scales, long[] zeroPoints) =>
        Tensor(tensor, t => t with { Quantization = t.Quantization! with { Scales = scales, ZeroPoints = zeroPoints } });

    private static Breakage Convolution(string message, Func<Conv2DOptions, Conv2DOptions> change) => new(
        TfLiteProblemKind.BadOption, message, () => Operator("CONV_2D", o => o with { Options = change((Conv2DOptions)o.Options!) }));

    private static byte[] OneTensor(FlatTableBuilder tensor) =>
        FlatBufferWriter.Write(TfLiteReaderTests.Skeleton([tensor]).Tables(1, []), "TFL3");

    private static byte[] Patched(int position, int value)
    {
        byte[] file = TfLiteWriter.Write(Sound());
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(position), value);
        return file;
    }

    /// <summary>The length of the first vector behind the model's table, that of the operator codes, replaced.</summary>
    private static byte[] PatchedVector(int length)
    {
        byte[] file = TfLiteWriter.Write(Sound());
        int vector = Enumerable.Range(0, file.Length / 4).Select(i => 4 * i)
            .First(at => at > RootOf && BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)) == Sound().OperatorCodes.Count);
        return Patched(vector, length);
    }

    /// <summary>A model whose subgraphs share one vector of tensors, which share one table.</summary>
    private static byte[] SharedTensor(int subgraphs, int tensors)
    {
        var file = new RawFlatBuffer();
        int root = file.Table(slots: 5);
        int subgraphVector = file.Vector(subgraphs);
        int subgraph = file.Table(slots: 1);
        int tensorVector = file.Vector(tensors);
        int tensor = file.Table(slots: 0);
        int codes = file.Vector(0);
        file.Point(0, root).Set(root + 4, 3).Point(root + 8, codes).Point(root + 12, subgraphVector).Point(root + 20, codes);
        file.Point(subgraph + 4, tensorVector).Fill(subgraphVector, subgraph, subgraphs).Fill(tensorVector, tensor, tensors);
        return file.Bytes();
    }

    /// <summary>Tensors that share one shape of many extents.</summary>
    private static byte[] SharedShape()
    {
        var file = new RawFlatBuffer();
        const int Tensors = 500;
        int root = file.Table(slots: 5);
        int subgraphVector = file.Vector(1);
        int subgraph = file.Table(slots: 1);
        int tensorVector = file.Vector(Tensors);
        int tensor = file.Table(slots: 1);
        int shape = file.Vector(3000);
        int codes = file.Vector(0);
        file.Point(0, root).Set(root + 4, 3).Point(root + 8, codes).Point(root + 12, subgraphVector).Point(root + 20, codes);
        file.Fill(subgraphVector, subgraph, 1).Point(subgraph + 4, tensorVector).Fill(tensorVector, tensor, Tensors).Point(tensor + 4, shape);
        return file.Bytes();
    }

    /// <summary>A subgraph that is its own tensor and operator. Offsets are unsigned, so the way back leads out of the file.</summary>
    private static byte[] CircularOffsets()
    {
        var file = new RawFlatBuffer();
        int root = file.Table(slots: 5);
        int subgraph = file.Table(slots: 4);
        int vector = file.Vector(1);
        int codes = file.Vector(0);
        file.Point(0, root).Set(root + 4, 3).Point(root + 8, codes).Point(root + 12, vector).Point(root + 20, codes);
        file.Point(subgraph + 4, vector).Point(subgraph + 8, codes).Point(subgraph + 12, codes).Point(subgraph + 16, vector);
        file.Fill(vector, subgraph, 1);
        return file.Bytes();
    }

    internal sealed record Breakage(TfLiteProblemKind Kind, string Message, Func<byte[]> File);
}
