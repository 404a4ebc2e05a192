namespace Adc.Compiler.Evaluation.Features;

/// <summary>Triangular filters, equally spaced on Slaney's mel scale from 0 to half the sampling rate, of equal area.</summary>
internal sealed class MelFilters
{
    private const double LinearHzPerMel = 200.0 / 3, BreakHz = 1000, BreakMel = BreakHz / LinearHzPerMel;

    // 27 mels above 1 kHz multiply the frequency by 6.4.
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly double[][] weights;

    public MelFilters(FeatureOptions options)
    {
        int bins = (options.FftLength / 2) + 1;
        double highest = ToMel(options.SampleRate / 2.0);
        double[] edges = [.. Enumerable.Range(0, options.Mels + 2).Select(i => ToHz(highest * i / (options.Mels + 1)))];
        weights =
        [
            .. Enumerable.Range(0, options.Mels).Select(band => Enumerable.Range(0, bins)
                .Select(bin => Weight(edges, band, (double)bin * options.SampleRate / options.FftLength)).ToArray()),
        ];
    }

    /// <summary>The energy of each band.</summary>
    public double[] Apply(double[] spectrum) => Array.ConvertAll(weights, filter => filter.Zip(spectrum, (weight, value) => weight * value).Sum());

    /// <summary>Weights of one band over the frequencies of the transform.</summary>
    public IReadOnlyList<double> Band(int band) => weights[band];

    private static double Weight(double[] edges, int band, double hz)
    {
        (double low, double middle, double high) = (edges[band], edges[band + 1], edges[band + 2]);
        double height = Math.Max(0, Math.Min((hz - low) / (middle - low), (high - hz) / (high - middle)));
        return height * 2 / (high - low);
    }

    private static double ToMel(double hz) => hz < BreakHz ? hz / LinearHzPerMel : BreakMel + (Math.Log(hz / BreakHz) / LogStep);

    private static double ToHz(double mel) => mel < BreakMel ? mel * LinearHzPerMel : BreakHz * Math.Exp((mel - BreakMel) * LogStep);
}
