using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

/// <summary>The readers of operators that move, choose and resize: each takes its operator, and refuses what contradicts itself.</summary>
public sealed class MovingReadersTests
{
    private static readonly Port Scalar = Int32();

    private static readonly Port Int64s = new(TfLiteTensorType.Int64, [2, 2]);

    private static readonly (Operator Expected, BuiltinOperator Builtin, TfLiteOptions? Options, Port[] Inputs, Port[] Outputs)[] Taken =
    [
        (new Pad(), BuiltinOperator.Pad, null, [Int8(2, 3), Int32(2, 2)], [Int8(3, 4)]),
        (new Pad(), BuiltinOperator.PadV2, null, [Int8(2, 3), Int64s, Int8()], [Int8(3, 4)]),
        (new MirrorPad(RepeatsEdge: false), BuiltinOperator.MirrorPad, null, [Int8(2, 3), Int32(2, 2)], [Int8(3, 4)]),
        (new MirrorPad(true), BuiltinOperator.MirrorPad, new MirrorPadOptions(TfLiteMirrorPadMode.Symmetric), [Int8(2, 3), Int32(2, 2)], [Int8(3, 4)]),
        (new Concatenation(1), BuiltinOperator.Concatenation, Joined(-1), [Int8(2, 3), Int8(2, 1)], [Int8(2, 4)]),
        (new Split(), BuiltinOperator.Split, new SplitOptions(2), [Scalar, Int8(2, 4)], [Int8(2, 2), Int8(2, 2)]),
        (new SplitV(), BuiltinOperator.SplitV, new SplitVOptions(2), [Int8(2, 4), Int32(2), Scalar], [Int8(2, 1), Int8(2, 3)]),
        (new Slice(), BuiltinOperator.Slice, null, [Int8(2, 4), Int32(2), Int32(2)], [Int8(1, 3)]),
        (new Transpose(), BuiltinOperator.Transpose, null, [Int8(2, 4), Int32(2)], [Int8(4, 2)]),
        (new Unpack(1), BuiltinOperator.Unpack, new UnpackOptions(2, -1), [Int8(4, 2)], [Int8(4), Int8(4)]),
        (new Gather(1), BuiltinOperator.Gather, new GatherOptions(-1), [Int8(4, 2), Int32(5, 6)], [Int8(4, 5, 6)]),
        (new Gather(1, 1), BuiltinOperator.Gather, new GatherOptions(1, -1), [Int8(4, 2), Int32(4, 6)], [Int8(4, 6)]),
        (new SpaceToBatchNd(), BuiltinOperator.SpaceToBatchNd, null, [Int8(1, 3, 4, 5), Int32(2), Int32(2, 2)], [Int8(4, 2, 2, 5)]),
        (new BatchToSpaceNd(), BuiltinOperator.BatchToSpaceNd, null, [Int8(4, 2, 2, 5), Int32(2), Int32(2, 2)], [Int8(1, 3, 4, 5)]),
        (new SpaceToDepth(2), BuiltinOperator.SpaceToDepth, new SpaceToDepthOptions(2), [Int8(1, 4, 6, 3)], [Int8(1, 2, 3, 12)]),
        (new DepthToSpace(2), BuiltinOperator.DepthToSpace, new DepthToSpaceOptions(2), [Int8(1, 2, 3, 12)], [Int8(1, 4, 6, 3)]),
        (new ResizeNearestNeighbor(true), BuiltinOperator.ResizeNearestNeighbor, new ResizeNearestNeighborOptions(true, false), [Int8(1, 4, 6, 3), Int32(2)], [Int8(1, 5, 7, 3)]),
        (new ResizeBilinear(false, true), BuiltinOperator.ResizeBilinear, new ResizeBilinearOptions(false, true), [Int8(1, 4, 6, 3), Int32(2)], [Int8(1, 5, 7, 3)]),
        (new Cast(), BuiltinOperator.Cast, null, [Int8(4)], [Float32(4)]),
        (new ArgMax(), BuiltinOperator.ArgMax, null, [Int8(4, 5), Scalar], [Int32(4)]),
        (new ArgMin(), BuiltinOperator.ArgMin, null, [Int8(4, 5), Int32(1)], [Int32(5)]),
        (new Tile(), BuiltinOperator.Tile, null, [Int8(4, 5), Int32(2)], [Int8(8, 5)]),
        (new BroadcastTo(), BuiltinOperator.BroadcastTo, null, [Int8(4, 1), Int32(3)], [Int8(2, 4, 5)]),
        (new Fill(), BuiltinOperator.Fill, null, [Int32(2), Int8()], [Int8(8, 5)]),
        (new Reshape(), BuiltinOperator.Squeeze, null, [Int8(1, 4, 1)], [Int8(4)]),
        (new Reshape(), BuiltinOperator.ExpandDims, null, [Int8(4), Scalar], [Int8(4, 1)]),
    ];

    private static readonly (string Expected, BuiltinOperator Builtin, TfLiteOptions? Options, Port?[] Inputs, Port[] Outputs)[] Refused =
    [
        ("PAD needs paddings [2,2], found [4]", BuiltinOperator.Pad, null, [Int8(2, 3), Int32(4)], [Int8(3, 4)]),
        ("PAD cannot turn [2,3] into [12]", BuiltinOperator.Pad, null, [Int8(2, 3), Int32(2, 2)], [Int8(12)]),
        ("PADV2 needs one value to pad with, found [2]", BuiltinOperator.PadV2, null, [Int8(2, 3), Int32(2, 2), Int8(2)], [Int8(3, 4)]),
        ("PAD with paddings of type float32 is not supported", BuiltinOperator.Pad, null, [Int8(2, 3), Float32(2, 2)], [Int8(3, 4)]),
        ("MIRROR_PAD cannot turn [2,3] into [12]", BuiltinOperator.MirrorPad, null, [Int8(2, 3), Int32(2, 2)], [Int8(12)]),
        ("MIRROR_PAD needs paddings [2,2], found [3,2]", BuiltinOperator.MirrorPad, null, [Int8(2, 3), Int32(3, 2)], [Int8(3, 4)]),
        ("CONCATENATION with fused Relu", BuiltinOperator.Concatenation, new ConcatenationOptions(0, TfLiteActivation.Relu), [Int8(2)], [Int8(2)]),
        ("CONCATENATION works along axis 2 of a tensor with 2 axes", BuiltinOperator.Concatenation, Joined(2), [Int8(2, 3)], [Int8(2, 3)]),
        ("CONCATENATION lacks its input 1", BuiltinOperator.Concatenation, Joined(0), [Int8(2), null], [Int8(4)]),
        ("CONCATENATION along axis 1 of [2,3], [3,1] cannot give [2,4]", BuiltinOperator.Concatenation, Joined(1), [Int8(2, 3), Int8(3, 1)], [Int8(2, 4)]),
        ("SPLIT cannot cut [2,4] into 3 parts [2,1]", BuiltinOperator.Split, null, [Scalar, Int8(2, 4)], [Int8(2, 1), Int8(2, 1), Int8(2, 1)]),
        ("SPLIT needs an axis [], found [2]", BuiltinOperator.Split, null, [Int32(2), Int8(2, 4)], [Int8(2, 4)]),
        ("SPLIT_V cannot cut [2,4] into [2,1], [2,2]", BuiltinOperator.SplitV, null, [Int8(2, 4), Int32(2), Scalar], [Int8(2, 1), Int8(2, 2)]),
        ("SPLIT_V needs sizes [2], found [3]", BuiltinOperator.SplitV, null, [Int8(2, 4), Int32(3), Scalar], [Int8(2, 1), Int8(2, 3)]),
        ("SLICE cannot cut [3,4] out of [2,4]", BuiltinOperator.Slice, null, [Int8(2, 4), Int32(2), Int32(2)], [Int8(3, 4)]),
        ("SLICE needs a size [2], found [1]", BuiltinOperator.Slice, null, [Int8(2, 4), Int32(2), Int32(1)], [Int8(2, 4)]),
        ("TRANSPOSE cannot turn [2,4] into [8,1]", BuiltinOperator.Transpose, null, [Int8(2, 4), Int32(2)], [Int8(8, 1)]),
        ("UNPACK of [4,2] along axis 0 cannot give [4], [4]", BuiltinOperator.Unpack, null, [Int8(4, 2)], [Int8(4), Int8(4)]),
        ("GATHER along axis 0 of [4,2] by [4] cannot have 1 batch axes", BuiltinOperator.Gather, new GatherOptions(0, 1), [Int8(4, 2), Int32(4)], [Int8(4)]),
        ("GATHER along axis 0 of [4,2] by [3] cannot give [3]", BuiltinOperator.Gather, null, [Int8(4, 2), Int32(3)], [Int8(3)]),
        ("SPACE_TO_BATCH_ND with a block [4] cannot turn", BuiltinOperator.SpaceToBatchNd, null, [Int8(1, 3, 4, 5), Int32(4), Int32(4, 2)], [Int8(4, 2, 2, 5)]),
        ("BATCH_TO_SPACE_ND needs crops [2,2], found [4]", BuiltinOperator.BatchToSpaceNd, null, [Int8(4, 2, 2, 5), Int32(2), Int32(4)], [Int8(1, 3, 4, 5)]),
        ("SPACE_TO_DEPTH with blocks of 3 cannot turn", BuiltinOperator.SpaceToDepth, new SpaceToDepthOptions(3), [Int8(1, 4, 6, 3)], [Int8(1, 2, 3, 12)]),
        ("DEPTH_TO_SPACE with blocks of 0 cannot turn", BuiltinOperator.DepthToSpace, null, [Int8(1, 4, 6, 3)], [Int8(1, 2, 3, 12)]),
        ("RESIZE_BILINEAR that aligns corners", BuiltinOperator.ResizeBilinear, new ResizeBilinearOptions(true, true), [Int8(1, 4, 6, 3), Int32(2)], [Int8(1, 5, 7, 3)]),
        ("RESIZE_NEAREST_NEIGHBOR cannot turn [1,4,6,3] into [1,5,7,4]", BuiltinOperator.ResizeNearestNeighbor, null, [Int8(1, 4, 6, 3), Int32(2)], [Int8(1, 5, 7, 4)]),
        ("the output has shape [5] where the input has [4]", BuiltinOperator.Cast, null, [Int8(4)], [Float32(5)]),
        ("ARG_MAX cannot turn [4,5] into [6]", BuiltinOperator.ArgMax, null, [Int8(4, 5), Scalar], [Int32(6)]),
        ("TILE cannot repeat [4,5] to [9,5]", BuiltinOperator.Tile, null, [Int8(4, 5), Int32(2)], [Int8(9, 5)]),
        ("BROADCAST_TO cannot repeat [4,2] to [4,5]", BuiltinOperator.BroadcastTo, null, [Int8(4, 2), Int32(2)], [Int8(4, 5)]),
        ("FILL needs one value, found [2]", BuiltinOperator.Fill, null, [Int32(2), Int8(2)], [Int8(8, 5)]),
        ("SQUEEZE cannot turn [2,3] into [3,2]", BuiltinOperator.Squeeze, null, [Int8(2, 3)], [Int8(3, 2)]),
        ("EXPAND_DIMS cannot turn [6] into [3,2]", BuiltinOperator.ExpandDims, null, [Int8(6), Scalar], [Int8(3, 2)]),
    ];

    public static TheoryData<int> TakenOnes => [.. Enumerable.Range(0, Taken.Length)];

    public static TheoryData<int> RefusedOnes => [.. Enumerable.Range(0, Refused.Length)];

    [Theory]
    [MemberData(nameof(TakenOnes))]
    public void Sound_operators_are_taken(int number)
    {
        var (expected, builtin, options, inputs, outputs) = Taken[number];

        Assert.Equal(expected, OneOperatorFile.Read(builtin, options, inputs, outputs));
    }

    [Theory]
    [MemberData(nameof(RefusedOnes))]
    public void What_contradicts_itself_is_refused_with_what_was_found(int number)
    {
        var (expected, builtin, options, inputs, outputs) = Refused[number];

        Assert.Contains(expected, Refusal(builtin, options, inputs, outputs), StringComparison.Ordinal);
    }

    private static ConcatenationOptions Joined(int axis) => new(axis, TfLiteActivation.None);
}
