using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>The log-mel features of the anomaly-detection benchmark, by Axon's names.</summary>
public static class FeatureKeys
{
    public static readonly SettingKey<double> AudioLength = new(
        "ad_audio_length", new NumberType(0, 86_400, "s", isLeastExcluded: true), 11,
        "Length of a clip in seconds.");

    public static readonly SettingKey<int> Frames = new(
        "ad_frames", new IntegerType(1, 10_000), 5,
        "Frames of one window.");

    public static readonly SettingKey<int> SamplingRate = new(
        "ad_sampling_rate", new FrequencyType(1, 10_000_000), 16_000,
        "Samples per second.");

    public static readonly SettingKey<int> FftLength = new(
        "ad_n_fft", new IntegerType(1, 1 << 20), 1024,
        "Samples of one transform; a clip must have as many.");

    public static readonly SettingKey<int> HopLength = new(
        "ad_hop_length", new IntegerType(1, 1 << 20), 512,
        "Samples from one frame to the next.");

    public static readonly SettingKey<int> Mels = new(
        "ad_n_mels", new IntegerType(1, 10_000), 128,
        "Mel bands of one frame.");

    public static readonly SettingKey<double> Power = new(
        "ad_power", new NumberType(0, 10, isLeastExcluded: true), 2,
        "Exponent of the magnitude: 1 for magnitude, 2 for power; documentation of the features.")
        {
            Status = SettingStatus.Never,
            Because = "it only tells how the features were made, and 'adc features' makes those of the benchmark",
        };

    public static readonly SettingKey<int> CentralPartStart = new(
        "ad_central_part_start", new IntegerType(0), 50,
        "First frame of a clip that is used.");

    public static readonly SettingKey<int> CentralPartEnd = new(
        "ad_central_part_end", new IntegerType(1), 250,
        "Frame behind the last one that is used.");

    public static readonly OptionalKey<double> FloatThreshold = new(
        "ad_float_threshold", NumberType.Finite, "",
        "Anomaly threshold of the float column.");

    public static readonly OptionalKey<double> TfliteThreshold = new(
        "ad_tflite_threshold", NumberType.Finite, "",
        "Anomaly threshold of the int8 and mvp columns.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        AudioLength, Frames, SamplingRate, FftLength, HopLength, Mels, Power, CentralPartStart, CentralPartEnd, FloatThreshold,
        TfliteThreshold,
    ];
}
