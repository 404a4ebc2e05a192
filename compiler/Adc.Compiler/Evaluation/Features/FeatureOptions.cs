namespace Adc.Compiler.Evaluation.Features;

/// <summary>How sound becomes feature rows; the defaults are those of the MLPerf Tiny anomaly-detection benchmark.</summary>
/// <param name="SampleRate">Samples per second that the sound is brought to.</param>
/// <param name="FftLength">Samples of one transform; a power of two.</param>
/// <param name="HopLength">Samples from one frame to the next.</param>
/// <param name="Mels">Mel bands of one frame.</param>
/// <param name="Power">Exponent of the magnitude.</param>
/// <param name="FramesPerRow">Consecutive frames that make one row.</param>
/// <param name="FirstFrame">First frame of a clip that is used.</param>
/// <param name="EndFrame">The frame behind the last one that is used.</param>
public sealed record FeatureOptions(
    int SampleRate = 16_000, int FftLength = 1024, int HopLength = 512, int Mels = 128, double Power = 2, int FramesPerRow = 5, int FirstFrame = 50, int EndFrame = 250)
{
    /// <summary>Elements of one row.</summary>
    public int RowLength => FramesPerRow * Mels;
}
