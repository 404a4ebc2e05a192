using System.CommandLine;
using System.Globalization;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Features;
using Adc.Compiler.Pipeline;

namespace Adc.Cli.Commands;

/// <summary><c>adc features A.wav… --output X.npy</c>: the rows that an anomaly detector for sound is fed with.</summary>
internal static class FeaturesCommand
{
    private const string All = "all";

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var defaults = new FeatureOptions();
        var sounds = new Argument<string[]>("WAV") { Description = "one or more .wav files: 16-bit PCM, any number of channels, any rate", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "where the rows go: float32 [rows, frames per row * 128]", Required = true, HelpName = "X.npy" };
        var framesPerRow = new Option<int>("--frames-per-row") { Description = "consecutive frames of a row; default 5", HelpName = "N", DefaultValueFactory = _ => defaults.FramesPerRow };
        var frames = new Option<string>("--frames")
        {
            Description = "frames of a clip that are used: all, or FIRST:END; default 50:250, as the benchmark does",
            HelpName = "RANGE", DefaultValueFactory = _ => string.Create(CultureInfo.InvariantCulture, $"{defaults.FirstFrame}:{defaults.EndFrame}"),
        };
        var command = new ExampleCommand(
            "features", "Computes the log-mel rows of the MLPerf Tiny anomaly-detection front end.", "adc features clip.wav --output x.npy")
        {
            sounds, output, framesPerRow, frames,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            int wanted = parsed.GetValue(framesPerRow);
            if (Range(parsed.GetValue(frames)!) is not var (first, end) || wanted is < 1 or > 1000)
            {
                return Task.FromResult(printer.Refuse("--frames takes 'all' or FIRST:END such as 50:250, --frames-per-row a number from 1 to 1000"));
            }

            FeatureOptions options = defaults with { FramesPerRow = wanted, FirstFrame = first, EndFrame = end };
            var diagnostics = new DiagnosticBag();
            string path = parsed.GetRequiredValue(output);
            int? rows = FeatureExtractor.Run(parsed.GetRequiredValue(sounds), path, options, diagnostics, cancellation);
            if (rows is int count)
            {
                printer.Result(string.Create(CultureInfo.InvariantCulture, $"{count:N0} row{(count == 1 ? "" : "s")} of {options.RowLength:N0} features: {Printable.Text(path)}\n"));
            }

            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }

    private static (int First, int End)? Range(string text)
    {
        string[] parts = text.Split(':');
        return text == All ? (0, int.MaxValue)
            : parts.Length == 2 && Number(parts[0]) is int first && Number(parts[1]) is int end && end > first ? (first, end)
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
