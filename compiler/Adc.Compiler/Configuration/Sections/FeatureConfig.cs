using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>The log-mel features of the anomaly-detection benchmark.</summary>
public sealed record FeatureConfig(SettingTable Settings)
{
    public Setting<double> AudioLengthInSeconds => Settings.Get(FeatureKeys.AudioLength);

    /// <summary>Frames of one window.</summary>
    public Setting<int> Frames => Settings.Get(FeatureKeys.Frames);

    public Setting<int> SamplingRateInHz => Settings.Get(FeatureKeys.SamplingRate);

    public Setting<int> FftLength => Settings.Get(FeatureKeys.FftLength);

    public Setting<int> HopLength => Settings.Get(FeatureKeys.HopLength);

    public Setting<int> Mels => Settings.Get(FeatureKeys.Mels);

    public Setting<double> Power => Settings.Get(FeatureKeys.Power);

    /// <summary>First frame of a clip that is used.</summary>
    public Setting<int> CentralPartStart => Settings.Get(FeatureKeys.CentralPartStart);

    /// <summary>Frame behind the last one that is used.</summary>
    public Setting<int> CentralPartEnd => Settings.Get(FeatureKeys.CentralPartEnd);

    public Setting<double>? FloatThreshold => Settings.Find(FeatureKeys.FloatThreshold);

    public Setting<double>? TfliteThreshold => Settings.Find(FeatureKeys.TfliteThreshold);

    /// <summary>Values of one window: inputs of the model.</summary>
    public int WindowLength => Frames.Value * Mels.Value;

    /// <summary>Windows of one clip, each one frame behind the former.</summary>
    public int WindowsPerClip => CentralPartEnd.Value - CentralPartStart.Value - Frames.Value + 1;

    /// <summary>Samples of one clip.</summary>
    public double SamplesPerClip => AudioLengthInSeconds.Value * SamplingRateInHz.Value;

    /// <summary>Frames of one clip, with the first and the last centred on its ends.</summary>
    public int FramesPerClip => 1 + (int)Math.Min(AudioLengthInSeconds.Value * SamplingRateInHz.Value / HopLength.Value, int.MaxValue - 1);
}
