using System.Globalization;
using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Features;
using Adc.Formats.Npy;
using Adc.Formats.Wav;

namespace Adc.Compiler.Pipeline;

/// <summary>Turns sound files into one array of feature rows.</summary>
public static class FeatureExtractor
{
    /// <summary>Writes the rows of all files, one after the other, as float32 [rows, frames per row * mels].</summary>
    /// <returns>How many rows; null when <paramref name="diagnostics"/> got an error.</returns>
    public static int? Run(IReadOnlyList<string> files, string output, FeatureOptions options, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var features = new LogMel(options);
        List<float[]> rows = [];
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Read(file, diagnostics) is not WavSound sound)
            {
                continue;
            }

            IReadOnlyList<float[]> frames = features.Frames(sound.Mono(), sound.SampleRate), found = features.Rows(frames);
            rows.AddRange(found);
            if (found.Count == 0)
            {
                string reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has {frames.Count:N0} frames, of which {options.FirstFrame} to {options.EndFrame - 1} are used, {options.FramesPerRow} a row; give --frames all");
                diagnostics.Report(Catalogue.NotASound, Origin.OfFile(file), reason);
            }
        }

        if (diagnostics.HasErrors)
        {
            return null;
        }

        byte[] data = MemoryMarshal.AsBytes<float>(rows.SelectMany(row => row).ToArray()).ToArray();
        byte[] array = NpyWriter.Write(new NpyArray(NpyElementType.Float32, [rows.Count, options.RowLength], data));
        return WholeFiles.Write([(output, array)], diagnostics) ? rows.Count : null;
    }

    private static WavSound? Read(string file, DiagnosticBag diagnostics)
    {
        try
        {
            WavReadResult result = WavReader.Read(File.ReadAllBytes(file));
            if (result.Problem is string problem)
            {
                diagnostics.Report(Catalogue.NotASound, Origin.OfFile(file), problem);
            }

            return result.Sound;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.NotASound, Origin.OfFile(file), exception.Message.TrimEnd('.'));
            return null;
        }
    }
}
