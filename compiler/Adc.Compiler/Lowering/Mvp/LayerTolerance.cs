using System.Globalization;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How far a layer may be from the integer reference.</summary>
internal sealed record LayerTolerance(double ExactRatio, int MaxAbsLsb)
{
    private const int ManyInputs = 256;

    /// <summary>The configured limits, else what half precision reaches on a fully connected layer of this size.</summary>
    public static LayerTolerance ForFullyConnected(int inputs, bool hasData, AcceleratorOptions options)
    {
        bool lenient = inputs > ManyInputs && !hasData;
        return new(options.ExactRatio ?? (lenient ? 0.85 : 0.92), options.MaxAbsLsb ?? (lenient ? 8 : 2));
    }

    /// <summary>The configured limits, else what convolutions, sums and pools reach.</summary>
    public static LayerTolerance ForConvolution(AcceleratorOptions options) => new(options.ExactRatio ?? 0.92, options.MaxAbsLsb ?? 2);

    public bool Allows(StepDifference difference) => difference.ExactRatio >= ExactRatio && difference.MaxAbsLsb <= MaxAbsLsb;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ExactRatio:P0} equal, at most {MaxAbsLsb} off");
}
