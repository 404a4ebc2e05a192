using Adc.Compiler.Lowering.Cpu;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A fully connected layer in the terms of the accelerator: centred inputs, constants added at the end.</summary>
/// <remarks>
/// With x' = (x − centre) * 2^-15 in half precision, an output is (Σ w x') * Scale + Constant, where Scale = multiplier * 2^15 and
/// Constant = (bias + Σ w (centre − zero point)) * multiplier + output zero point, +128 when the output is stored without sign.
/// The accumulators start at zero and hold small sums, which is what half precision is good at.
/// </remarks>
/// <param name="Centres">One per input, in input steps.</param>
/// <param name="Multipliers">Real factors, one or one per row.</param>
/// <param name="InputForm">Plain or unsigned.</param>
/// <param name="OutputForm">Plain or unsigned.</param>
internal sealed record FullyConnectedOperands(
    FullyConnectedNumbers Numbers, int InputZeroPoint, int[] Centres, double[] Multipliers, BufferForm InputForm, BufferForm OutputForm)
{
    /// <summary>Outputs are stored in half precision, in units of the multipliers' making, instead of as 8-bit steps.</summary>
    public bool StoresHalf { get; init; }

    /// <summary>Two bytes may travel in one element.</summary>
    public bool InPairs { get; init; } = true;

    /// <summary>Type of a stored pair of outputs.</summary>
    public MvpElementType PairType => StoresHalf ? MvpElementType.ComplexBinary16
        : OutputForm == BufferForm.Plain ? MvpElementType.ComplexInt8 : MvpElementType.ComplexUInt8;

    public int OutputElementSize => StoresHalf ? 2 : 1;

    public int Inputs => Numbers.Columns;

    public int Outputs => Numbers.Rows;

    public bool HasOwnCentres => Centres.Any(centre => centre != Centres[0]);

    public bool IsPerChannel => Multipliers.Length > 1;

    public double Multiplier(int row) => Multipliers[IsPerChannel ? Math.Min(row, Outputs - 1) : 0];

    /// <summary>Weight of an output and input; 0 where outputs are padded.</summary>
    public sbyte Weight(int row, int column) => row < Outputs && column < Inputs ? Numbers.Weights[(row * Inputs) + column] : (sbyte)0;

    /// <summary>What the scale program adds to x * 2^-15.</summary>
    public double CentreTerm(int column) =>
        column < Inputs ? -(Centres[column] + (InputForm == BufferForm.Unsigned ? 128 : 0)) * HalfPrecision.SumScale : 0;

    /// <summary>What is added to the scaled sum of an output; 0 where outputs are padded.</summary>
    public double LateConstant(int row)
    {
        if (row >= Outputs)
        {
            return 0;
        }

        // The folded bias holds − zero point * Σ w already.
        double sum = Numbers.FoldedBias[row];
        for (int column = 0; column < Inputs; column++)
        {
            sum += (double)Numbers.Weights[(row * Inputs) + column] * Centres[column];
        }

        return (sum * Multiplier(row)) + Numbers.OutputZeroPoint + (OutputForm == BufferForm.Unsigned ? 128 : 0);
    }

    public double Scale(int row) => row < Outputs ? Multiplier(row) / HalfPrecision.SumScale : 0;

    /// <summary>Every constant is finite in half precision, and so is every sum over all inputs that there can be.</summary>
    /// <remarks>An infinite sum would still be stored saturated, but it raises a flag that the firmware takes for a wrong result.</remarks>
    public bool IsRepresentable =>
        Multipliers.All(multiplier => multiplier / HalfPrecision.SumScale <= HalfPrecision.Largest)
        && Enumerable.Range(0, Outputs).All(row => LargestSum(row) + Math.Abs(LateConstant(row)) <= HalfPrecision.Largest / RoundingReserve);

    // Roundings of a long sum may add up; twice the exact bound is beyond them.
    private const int RoundingReserve = 2;

    private double LargestSum(int row)
    {
        double sum = 0;
        for (int column = 0; column < Inputs; column++)
        {
            sum += (double)Math.Abs((int)Numbers.Weights[(row * Inputs) + column])
                * Math.Max(sbyte.MaxValue - Centres[column], Centres[column] - sbyte.MinValue);
        }

        return sum * Multiplier(row);
    }
}
