namespace Adc.Bench;

/// <summary>A network of MLPerf Tiny with what is known of it: limits of adc's own, and what others need.</summary>
/// <param name="File">Below the folder of shared models.</param>
/// <param name="Instructions">The most that one inference may take on the core alone.</param>
/// <param name="OthersInstructions">TFLM with CMSIS-NN on the same core, measured.</param>
/// <param name="FlashInBytes">The most under <c>codegen.optimize: size</c>; likewise RAM.</param>
/// <param name="OthersRamInBytes">TFLM's arena, with what it needs beside where that is known.</param>
/// <param name="ReferenceInMilliseconds">The most for the reference on this machine, or null.</param>
/// <param name="OthersReferenceInMilliseconds">TFLM's reference kernels on an x86 host, one thread.</param>
internal sealed record Network(
    string Name, string File, double Instructions, double OthersInstructions, double FlashInBytes, double? OthersFlashInBytes, double RamInBytes, double OthersRamInBytes,
    double? ReferenceInMilliseconds, double OthersReferenceInMilliseconds)
{
    public static IReadOnlyList<Network> All { get; } =
    [
        new("AD", "ad01/ad01_int8.tflite", 262_000, 582_550, 274_000, 312_000, 3_900, 3_300, 0.065, 0.069),
        new("KWS", "kws/kws_ref_model.tflite", 2_700_000, 7_803_079, 46_000, 96_000, 12_500, 22_800, null, 1.5),
        new("IC", "ic/pretrainedResnet_quant.tflite", 7_600_000, 29_931_222, 106_000, null, 56_000, 55_000, 4, 5.2),
        new("VWW", "vww/vww_96_int8.tflite", 4_900_000, 24_542_057, 90_000, null, 62_000, 100_700, null, 4),
    ];

    /// <summary>The folder of shared models; null where it is absent.</summary>
    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("ADC_SHARED") ?? Path.Combine(Checkout.Root, "..", "shared") }
        .Select(shared => Path.GetFullPath(Path.Combine(shared, "models"))).FirstOrDefault(Directory.Exists);

    /// <summary>Where the model is; null where it is absent.</summary>
    public string? FullPath => Folder is null || !System.IO.File.Exists(Path.Combine(Folder, File)) ? null : Path.Combine(Folder, File);
}
