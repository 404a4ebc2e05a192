namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A fully connected layer with exact sums, so that only the stages behind them round.</summary>
internal sealed class FullyConnectedStages(FullyConnectedOperands layer, FullyConnectedSums sums, IMvpNumerics numerics)
{
    /// <summary>int8 outputs, row by row as the calibration rows are.</summary>
    /// <param name="halfConstants">False: only the last sum and the store round. True: the constants are in half precision too.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Outputs(bool halfConstants)
    {
        double[] scales = [.. Enumerable.Range(0, layer.Outputs).Select(layer.Scale).Select(Converted)];
        double[] constants = [.. Enumerable.Range(0, layer.Outputs).Select(layer.LateConstant).Select(Converted)];
        return [.. sums.Totals.Chunk(layer.Numbers.Batches).Select(batches => (ReadOnlyMemory<byte>)batches.SelectMany(Row).ToArray())];

        double Converted(double value) => halfConstants ? (double)HalfPrecision.Round(value) : value;
        IEnumerable<byte> Row(long[] totals) => totals.Select((total, output) => Stored(total * HalfPrecision.SumScale * scales[output], constants[output]));
    }

    private byte Stored(double product, double constant)
    {
        int shift = layer.OutputForm == BufferForm.Unsigned ? 128 : 0;
        double addend = numerics.RoundsProducts ? (double)HalfPrecision.Round(product) : product;
        double sum = (double)HalfPrecision.Round(addend + constant);
        double whole = Math.Round(sum, numerics.StoresTiesAway ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven) - shift;
        return (byte)(sbyte)Math.Clamp(whole, layer.Numbers.Low, layer.Numbers.High);
    }
}
