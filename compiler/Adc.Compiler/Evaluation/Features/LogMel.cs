namespace Adc.Compiler.Evaluation.Features;

/// <summary>Log-mel spectrograms of sound, and the rows that detectors are fed with.</summary>
public sealed class LogMel(FeatureOptions options)
{
    /// <summary>Keeps silence finite: the distance from 1 to the next double.</summary>
    private const double Floor = 2.220446049250313e-16;

    private readonly Fft transform = new(options.FftLength);
    private readonly MelFilters filters = new(options);

    // Periodic Hann: the first sample of the next period would be 0 again.
    private readonly double[] window = [.. Enumerable.Range(0, options.FftLength).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / options.FftLength)))];

    /// <summary>Frames of mel bands in decibels, one per hop, the sound reflected at both ends by half a transform.</summary>
    /// <param name="samples">Mono, in [−1, 1).</param>
    /// <param name="rate">Their samples per second; another rate than the options' is converted.</param>
    public IReadOnlyList<float[]> Frames(double[] samples, int rate)
    {
        double[] sound = Resampler.Resample(samples, rate, options.SampleRate);
        int half = options.FftLength / 2;
        if (sound.Length <= half)
        {
            return [];
        }

        var frames = new float[1 + (sound.Length / options.HopLength)][];
        double[] piece = new double[options.FftLength];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            for (int i = 0; i < piece.Length; i++)
            {
                piece[i] = window[i] * sound[Reflected(((long)frame * options.HopLength) + i - half, sound.Length)];
            }

            frames[frame] = Array.ConvertAll(
                filters.Apply(Spectrum(piece)), energy => (float)(20 / options.Power * Math.Log10(energy + Floor)));
        }

        return frames;
    }

    /// <summary>Rows of consecutive frames, frame by frame, one row for each frame that has enough behind it.</summary>
    public IReadOnlyList<float[]> Rows(IReadOnlyList<float[]> frames)
    {
        float[][] used = [.. frames.Take(options.EndFrame).Skip(options.FirstFrame)];
        return [.. Enumerable.Range(0, Math.Max(0, used.Length - options.FramesPerRow + 1))
            .Select(first => used.AsSpan(first, options.FramesPerRow).ToArray().SelectMany(frame => frame).ToArray())];
    }

    private double[] Spectrum(double[] piece)
    {
        double[] power = transform.Power(piece);
        return options.Power == 2 ? power : Array.ConvertAll(power, value => Math.Pow(value, options.Power / 2));
    }

    private static long Reflected(long index, int length)
    {
        long period = 2 * (length - 1L), position = ((index % period) + period) % period;
        return position < length ? position : period - position;
    }
}
