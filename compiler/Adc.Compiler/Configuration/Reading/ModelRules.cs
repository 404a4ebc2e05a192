using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>Checks what the keys of one test say together.</summary>
internal sealed class ModelRules(ModelConfig model, DiagnosticBag bag)
{
    public static void Check(ModelConfig model, DiagnosticBag bag)
    {
        var rules = new ModelRules(model, bag);
        rules.CheckModel();
        rules.CheckLabels();
        rules.CheckHandlers();
        rules.CheckRows();
        rules.CheckFeatures();
        rules.CheckVariants();
        rules.CheckTarget();
        rules.CheckFlashOffset();
        rules.CheckPlacement();
        rules.CheckReports();
    }

    private void CheckModel()
    {
        if (model.Data.TfliteModel is null && model.Data.FloatModel is null)
        {
            const string Models = "'tflite_model', or 'float_model' with 'train_data'";
            bag.Report(Catalogue.MissingKey, model.Origin, $"the test '{model.Name}'", Models);
        }
        else if (model.Data is { QuantizesFloatModel: true, TrainData: null, FloatModel: { } floatModel })
        {
            bag.Report(Catalogue.MissingKey, floatModel.Origin, "'float_model' alone", "'train_data', the rows to quantize it with");
        }
    }

    private void CheckLabels()
    {
        if (model.Settings.Find(DataKeys.TestLabelsFormat) is { Value: LabelFormat.Custom } custom
            && model.Settings.Find(DataKeys.UserHandleTestLabels) is null && model.Task.Evaluator is null)
        {
            bag.Report(Catalogue.MissingKey, custom.Origin, "'test_labels_format: custom'", "'user_handle_test_labels', or an 'evaluator' that reads the labels");
        }

        if (model.Data.ClassificationLabels is { } labels)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (string label in labels.Value.Where(label => !seen.Add(label)).Distinct())
            {
                bag.Report(Catalogue.LabelNameRepeated, labels.Origin, label);
            }
        }
    }

    private void CheckHandlers()
    {
        if (model.Settings.Find(DataKeys.UserHandleAccuracyResults) is { } accuracy)
        {
            if (AxonHandlers.IsFaceDetection(accuracy.Value))
            {
                const string Advice = "the anomaly-detection handler or absent; face detection is not supported";
                bag.Report(Catalogue.UnknownChoice, accuracy.Origin, DataKeys.UserHandleAccuracyResults.Path, accuracy.Value, Advice);
            }
            else if (!AxonHandlers.IsAnomalyDetection(accuracy.Value) && model.Task.Evaluator is null)
            {
                const string Advice = "use 'evaluator' for own metrics";
                bag.Report(Catalogue.UnknownHandler, accuracy.Origin, DataKeys.UserHandleAccuracyResults.Path, accuracy.Value, Advice);
            }
        }

        if (model.Settings.Find(DataKeys.UserHandleTestLabels) is { } labels && !AxonHandlers.IsEdgeImpulseLabels(labels.Value))
        {
            const string Advice = "convert the labels once and set 'test_labels_format'";
            bag.Report(Catalogue.UnknownHandler, labels.Origin, DataKeys.UserHandleTestLabels.Path, labels.Value, Advice);
        }
    }

    private void CheckRows()
    {
        if (model.Data.RangeSemantics.Value != RangeSemantics.Axon)
        {
            return;
        }

        foreach (RowRange range in model.Settings.Get(DataKeys.TestVectors).Value.Ranges ?? [])
        {
            if (range.IsRange && range.First == range.Last)
            {
                string written = $"{range} without its end (range_semantics: axon)";
                bag.Report(Catalogue.RowSyntax, range.Origin, DataKeys.TestVectors.Path, written);
            }
        }
    }

    private void CheckFeatures()
    {
        FeatureConfig features = model.Features;
        if (features.WindowsPerClip < 1)
        {
            bag.Report(
                Catalogue.FrontEndInconsistent,
                FirstWritten(features.CentralPartEnd, features.CentralPartStart, features.Frames),
                $"ad_central_part_end {features.CentralPartEnd}",
                $"ad_central_part_start {features.CentralPartStart} with ad_frames {features.Frames}",
                "the part in between holds no window");
        }
        else if (features.FftLength.Value > features.SamplesPerClip)
        {
            bag.Report(
                Catalogue.FrontEndInconsistent,
                FirstWritten(features.FftLength, features.AudioLengthInSeconds, features.SamplingRateInHz),
                $"ad_n_fft {features.FftLength}",
                "ad_audio_length and ad_sampling_rate",
                $"a clip of these has {features.SamplesPerClip:N0} samples");
        }
        else if (features.CentralPartEnd.Value > features.FramesPerClip)
        {
            bag.Report(
                Catalogue.FrontEndInconsistent,
                FirstWritten(features.CentralPartEnd, features.AudioLengthInSeconds, features.SamplingRateInHz, features.HopLength),
                $"ad_central_part_end {features.CentralPartEnd}",
                "ad_audio_length, ad_sampling_rate and ad_hop_length",
                $"a clip of these has {features.FramesPerClip:N0} frames");
        }
    }

    private void CheckVariants()
    {
        if (model.Variants.Count > VariantConfig.MostVariants)
        {
            VariantConfig variants = model.Variants;
            bag.Report(
                Catalogue.TooManyVariants,
                FirstWritten(variants.RunAllVariants, variants.DisableOutputQuantization, variants.Conv2dSetting),
                variants.Count,
                VariantConfig.MostVariants);
        }
    }

    private void CheckTarget()
    {
        Board board = model.Target.Board.Value;
        Part part = model.Target.Part.Value;
        if (board != Boards.None && !board.Carries(part))
        {
            bag.Report(
                Catalogue.ConflictingKeys,
                model.Target.Part.Origin,
                $"target.part {part}",
                $"target.board {board}{(model.Target.Board.IsDefault ? " (the default)" : "")}",
                new Wording($"that board carries {Wording.AnyOf(board.PartNumbers)}; {BoardsWith(part)}"));
        }
        else if (model.Target.Accelerator is { Value: Accelerator.MvpV1 } accelerator && !part.HasMvp)
        {
            bag.Report(
                Catalogue.ConflictingKeys,
                accelerator.Origin,
                "target.accelerator mvpv1",
                $"the part {part}",
                "it has no MVP; set target.accelerator to none, or take another board");
        }
    }

    private void CheckFlashOffset()
    {
        Part part = model.Target.Part.Value;
        Setting<long> offset = model.Firmware.FlashOffsetInBytes;
        if (offset.Value % part.Family.FlashPageInBytes != 0 || offset.Value > part.FlashInBytes / 2)
        {
            bag.Report(
                Catalogue.OutOfRange, offset.Origin, FirmwareKeys.FlashOffset.Path, offset.Value,
                new Wording($"a multiple of {part.Family.FlashPageInBytes:N0} bytes, a page of flash, within the first half of the {part.FlashInKib:N0} KiB of {part}"));
        }
    }

    private static string BoardsWith(Part part)
    {
        string[] names = [.. Boards.All.Where(board => board.Carries(part)).Select(board => board.Name), "none"];
        return $"set target.board to {Wording.AnyOf(names)}";
    }

    private void CheckPlacement()
    {
        Setting<Sequence<LayerSelector>> onCore = model.Mvp.ForceCpu;
        foreach (LayerSelector layer in model.Mvp.ForceMvp.Value.Where(layer => onCore.Value.Contains(layer)))
        {
            bag.Report(
                Catalogue.ConflictingKeys, model.Mvp.ForceMvp.Origin, "mvp.force_mvp", "mvp.force_cpu", $"both name the layer {layer}");
        }
    }

    private void CheckReports()
    {
        if (model.Reports.FailOnRegression.Value.Count > 0 && model.Reports.Baseline is null)
        {
            Origin origin = model.Reports.FailOnRegression.Origin;
            bag.Report(Catalogue.MissingKey, origin, "'reports.fail_on_regression'", "'reports.baseline' to compare with");
        }

        string[] names = [.. RegressionMetric.All.Select(metric => metric.Name)];
        foreach (NamedValue<double> limit in model.Reports.FailOnRegression.Value.Where(limit => !names.Contains(limit.Name) && !limit.Name.Contains('.', StringComparison.Ordinal)))
        {
            bag.Report(
                Catalogue.UnknownChoice, model.Reports.FailOnRegression.Origin, "reports.fail_on_regression", limit.Name,
                $"{string.Join(", ", names)}, or the path of a figure in report.json");
        }
    }

    // The place to look at first: a value that somebody wrote.
    private static Origin FirstWritten(params Setting[] settings) =>
        (settings.FirstOrDefault(setting => !setting.IsDefault) ?? settings[0]).Origin;
}
