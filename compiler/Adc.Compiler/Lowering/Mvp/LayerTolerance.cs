using System.Globalization;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How far a layer may be from the integer reference.</summary>
internal sealed record LayerTolerance(double ExactRatio, int MaxAbsLsb)
{
    private const int ManyInputs = 256, ManyProducts = 256, VeryManyProducts = 1_024;

    /// <summary>The configured limits, else what half precision reaches on a fully connected layer of this size.</summary>
    public static LayerTolerance ForFullyConnected(int inputs, bool hasData, AcceleratorOptions options)
    {
        bool lenient = inputs > ManyInputs && !hasData;
        return new(options.ExactRatio ?? (lenient ? 0.85 : 0.92), options.MaxAbsLsb ?? (lenient ? 8 : 2));
    }

    /// <summary>The configured limits, else what convolutions, sums and pools reach.</summary>
    /// <param name="products">Products in a sum: the more there are, the larger are the sums that each step rounds.</param>
    public static LayerTolerance ForConvolution(long products, AcceleratorOptions options)
    {
        (double exactRatio, int maxAbsLsb) = products switch { <= ManyProducts => (0.92, 2), <= VeryManyProducts => (0.85, 8), _ => (0.70, 16) };
        return new(options.ExactRatio ?? exactRatio, options.MaxAbsLsb ?? maxAbsLsb);
    }

    public bool Allows(StepDifference difference) => difference.ExactRatio >= ExactRatio && difference.MaxAbsLsb <= MaxAbsLsb;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ExactRatio * 100:0.##}% equal, at most {MaxAbsLsb} off");
}
