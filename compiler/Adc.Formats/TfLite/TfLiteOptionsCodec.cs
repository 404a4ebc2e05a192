using Adc.Formats.FlatBuffers;
using Kind = Adc.Formats.TfLite.BuiltinOptionsKind;

namespace Adc.Formats.TfLite;

/// <summary>How each options record lies in its table: one row per record, both directions side by side.</summary>
internal static class TfLiteOptionsCodec
{
    private static readonly IReadOnlyList<Row> Rows =
    [
        Of(Kind.Conv2DOptions,
            t => new Conv2DOptions(
                Padding(t, 0), t.Int32(1), t.Int32(2), Activation(t, 3), t.Int32(4, 1), t.Int32(5, 1), TensorType(t, 6)),
            (o, b) => b.Enum(0, o.Padding).Int32(1, o.StrideW).Int32(2, o.StrideH).Enum(3, o.Activation)
                .Int32(4, o.DilationW, 1).Int32(5, o.DilationH, 1).Enum(6, o.QuantizedBiasType)),
        Of(Kind.DepthwiseConv2DOptions,
            t => new DepthwiseConv2DOptions(
                Padding(t, 0), t.Int32(1), t.Int32(2), t.Int32(3), Activation(t, 4), t.Int32(5, 1), t.Int32(6, 1)),
            (o, b) => b.Enum(0, o.Padding).Int32(1, o.StrideW).Int32(2, o.StrideH).Int32(3, o.DepthMultiplier).Enum(4, o.Activation)
                .Int32(5, o.DilationW, 1).Int32(6, o.DilationH, 1)),
        Of(Kind.Pool2DOptions,
            t => new Pool2DOptions(Padding(t, 0), t.Int32(1), t.Int32(2), t.Int32(3), t.Int32(4), Activation(t, 5)),
            (o, b) => b.Enum(0, o.Padding).Int32(1, o.StrideW).Int32(2, o.StrideH)
                .Int32(3, o.FilterWidth).Int32(4, o.FilterHeight).Enum(5, o.Activation)),
        Of(Kind.TransposeConvOptions,
            t => new TransposeConvOptions(Padding(t, 0), t.Int32(1), t.Int32(2), Activation(t, 3), TensorType(t, 4)),
            (o, b) => b.Enum(0, o.Padding).Int32(1, o.StrideW).Int32(2, o.StrideH).Enum(3, o.Activation).Enum(4, o.QuantizedBiasType)),
        Of(Kind.FullyConnectedOptions,
            t => new FullyConnectedOptions(
                Activation(t, 0), (TfLiteWeightsFormat)t.SByte(1), t.Boolean(2), t.Boolean(3), TensorType(t, 4)),
            (o, b) => b.Enum(0, o.Activation).Enum(1, o.WeightsFormat).Boolean(2, o.KeepDimensions)
                .Boolean(3, o.AsymmetricQuantizeInputs).Enum(4, o.QuantizedBiasType)),
        Of(Kind.SVDFOptions,
            t => new SvdfOptions(t.Int32(0), Activation(t, 1), t.Boolean(2)),
            (o, b) => b.Int32(0, o.Rank).Enum(1, o.Activation).Boolean(2, o.AsymmetricQuantizeInputs)),
        Of(Kind.BatchMatMulOptions,
            t => new BatchMatMulOptions(t.Boolean(0), t.Boolean(1), t.Boolean(2)),
            (o, b) => b.Boolean(0, o.AdjointX).Boolean(1, o.AdjointY).Boolean(2, o.AsymmetricQuantizeInputs)),
        Of(Kind.AddOptions,
            t => new AddOptions(Activation(t, 0), t.Boolean(1, true)),
            (o, b) => b.Enum(0, o.Activation).Boolean(1, o.PotScaleInt16, true)),
        Of(Kind.SubOptions,
            t => new SubOptions(Activation(t, 0), t.Boolean(1, true)),
            (o, b) => b.Enum(0, o.Activation).Boolean(1, o.PotScaleInt16, true)),
        Of(Kind.MulOptions, t => new MulOptions(Activation(t, 0)), (o, b) => b.Enum(0, o.Activation)),
        Of(Kind.DivOptions, t => new DivOptions(Activation(t, 0)), (o, b) => b.Enum(0, o.Activation)),
        Of(Kind.L2NormOptions, t => new L2NormOptions(Activation(t, 0)), (o, b) => b.Enum(0, o.Activation)),
        Of(Kind.ConcatenationOptions,
            t => new ConcatenationOptions(t.Int32(0), Activation(t, 1)),
            (o, b) => b.Int32(0, o.Axis).Enum(1, o.Activation)),
        Of(Kind.MirrorPadOptions, t => new MirrorPadOptions((TfLiteMirrorPadMode)t.SByte(0)), (o, b) => b.Enum(0, o.Mode)),
        Of(Kind.SoftmaxOptions, t => new SoftmaxOptions(t.Single(0)), (o, b) => b.Single(0, o.Beta)),
        Of(Kind.LeakyReluOptions, t => new LeakyReluOptions(t.Single(0)), (o, b) => b.Single(0, o.Alpha)),
        Of(Kind.GeluOptions, t => new GeluOptions(t.Boolean(0)), (o, b) => b.Boolean(0, o.Approximate)),
        Of(Kind.ReshapeOptions, t => new ReshapeOptions(t.Int32s(0)), (o, b) => b.Int32s(0, o.NewShape)),
        Of(Kind.SqueezeOptions, t => new SqueezeOptions(t.Int32s(0)), (o, b) => b.Int32s(0, o.Dimensions)),
        Of(Kind.ShapeOptions, t => new ShapeOptions(TensorType(t, 0)), (o, b) => b.Enum(0, o.OutType)),
        Of(Kind.StridedSliceOptions,
            t => new StridedSliceOptions(t.Int32(0), t.Int32(1), t.Int32(2), t.Int32(3), t.Int32(4), t.Boolean(5)),
            (o, b) => b.Int32(0, o.BeginMask).Int32(1, o.EndMask).Int32(2, o.EllipsisMask)
                .Int32(3, o.NewAxisMask).Int32(4, o.ShrinkAxisMask).Boolean(5, o.Offset)),
        Of(Kind.PackOptions, t => new PackOptions(t.Int32(0), t.Int32(1)), (o, b) => b.Int32(0, o.ValuesCount).Int32(1, o.Axis)),
        Of(Kind.UnpackOptions, t => new UnpackOptions(t.Int32(0), t.Int32(1)), (o, b) => b.Int32(0, o.Count).Int32(1, o.Axis)),
        Of(Kind.SplitOptions, t => new SplitOptions(t.Int32(0)), (o, b) => b.Int32(0, o.SplitsCount)),
        Of(Kind.SplitVOptions, t => new SplitVOptions(t.Int32(0)), (o, b) => b.Int32(0, o.SplitsCount)),
        Of(Kind.GatherOptions, t => new GatherOptions(t.Int32(0), t.Int32(1)), (o, b) => b.Int32(0, o.Axis).Int32(1, o.BatchDimensions)),
        Of(Kind.ReducerOptions, t => new ReducerOptions(t.Boolean(0)), (o, b) => b.Boolean(0, o.KeepDimensions)),
        Of(Kind.CastOptions,
            t => new CastOptions(TensorType(t, 0), TensorType(t, 1)),
            (o, b) => b.Enum(0, o.InputType).Enum(1, o.OutputType)),
        Of(Kind.ArgMaxOptions, t => new ArgMaxOptions(TensorType(t, 0)), (o, b) => b.Enum(0, o.OutputType)),
        Of(Kind.ArgMinOptions, t => new ArgMinOptions(TensorType(t, 0)), (o, b) => b.Enum(0, o.OutputType)),
        Of(Kind.SpaceToDepthOptions, t => new SpaceToDepthOptions(t.Int32(0)), (o, b) => b.Int32(0, o.BlockSize)),
        Of(Kind.DepthToSpaceOptions, t => new DepthToSpaceOptions(t.Int32(0)), (o, b) => b.Int32(0, o.BlockSize)),
        Of(Kind.ResizeBilinearOptions,    // slots 0 and 1 held the new size in early versions of the schema
            t => new ResizeBilinearOptions(t.Boolean(2), t.Boolean(3)),
            (o, b) => b.Boolean(2, o.AlignCorners).Boolean(3, o.HalfPixelCenters)),
        Of(Kind.ResizeNearestNeighborOptions,
            t => new ResizeNearestNeighborOptions(t.Boolean(0), t.Boolean(1)),
            (o, b) => b.Boolean(0, o.AlignCorners).Boolean(1, o.HalfPixelCenters)),
        Of(Kind.QuantizeOptions, _ => new QuantizeOptions(), (_, b) => b),
        Of(Kind.UnidirectionalSequenceLSTMOptions,
            t => new UnidirectionalSequenceLstmOptions(Activation(t, 0), t.Single(1), t.Single(2), t.Boolean(3), t.Boolean(4), t.Boolean(5)),
            (o, b) => b.Enum(0, o.Activation).Single(1, o.CellClip).Single(2, o.ProjectionClip).Boolean(3, o.IsTimeMajor)
                .Boolean(4, o.AsymmetricQuantizeInputs).Boolean(5, o.HasDiagonalRecurrence)),
        Of(Kind.VarHandleOptions,
            t => new VarHandleOptions(t.String(0) ?? "", t.String(1) ?? ""),
            (o, b) => b.String(0, o.Container).String(1, o.SharedName)),
        Of(Kind.CallOnceOptions, t => new CallOnceOptions(t.Int32(0)), (o, b) => b.Int32(0, o.InitSubgraphIndex)),
        Of(Kind.DequantizeOptions, _ => new DequantizeOptions(), (_, b) => b),
    ];

    private static readonly Dictionary<Kind, Row> ByKind = Rows.ToDictionary(row => row.Kind);

    private static readonly Dictionary<Type, Row> ByRecord = Rows.ToDictionary(row => row.Record);

    /// <summary>The union member that a record stands for.</summary>
    public static Kind KindOf(TfLiteOptions options) =>
        options is UnknownOptions unknown ? (Kind)unknown.UnionType : ByRecord[options.GetType()].Kind;

    public static TfLiteOptions Read(int unionType, FlatTable table) =>
        ByKind.TryGetValue((Kind)unionType, out Row? row) ? row.Read(table) : new UnknownOptions(unionType, table.HasFields);

    /// <exception cref="ArgumentException">The fields of the table are not known.</exception>
    public static FlatTableBuilder Write(TfLiteOptions options) => options switch
    {
        UnknownOptions { HasFields: false } => new FlatTableBuilder(),
        UnknownOptions unknown => throw new ArgumentException($"there is no record for the fields of {KindOf(unknown)}", nameof(options)),
        _ => ByRecord[options.GetType()].Write(options, new FlatTableBuilder()),
    };

    private static Row Of<T>(Kind kind, Func<FlatTable, T> read, Func<T, FlatTableBuilder, FlatTableBuilder> write)
        where T : TfLiteOptions => new(kind, typeof(T), read, (options, builder) => write((T)options, builder));

    private static TfLitePadding Padding(FlatTable table, int slot) => (TfLitePadding)table.SByte(slot);

    private static TfLiteActivation Activation(FlatTable table, int slot) => (TfLiteActivation)table.SByte(slot);

    private static TfLiteTensorType TensorType(FlatTable table, int slot) => (TfLiteTensorType)table.SByte(slot);

    private static FlatTableBuilder Enum<T>(this FlatTableBuilder builder, int slot, T value)
        where T : struct, Enum => builder.Byte(slot, unchecked((byte)Convert.ToInt32(value, null)));

    private sealed record Row(
        Kind Kind, Type Record, Func<FlatTable, TfLiteOptions> Read, Func<TfLiteOptions, FlatTableBuilder, FlatTableBuilder> Write);
}
