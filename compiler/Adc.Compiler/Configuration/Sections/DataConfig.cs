using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>The model, its data and its labels.</summary>
public sealed record DataConfig(SettingTable Settings)
{
    public Setting<FilePath>? TfliteModel => Settings.Find(DataKeys.TfliteModel);

    public Setting<FilePath>? FloatModel => Settings.Find(DataKeys.FloatModel);

    public Setting<FilePath>? TrainData => Settings.Find(DataKeys.TrainData);

    public Setting<FilePath>? TestData => Settings.Find(DataKeys.TestData);

    public Setting<FilePath>? TestLabels => Settings.Find(DataKeys.TestLabels);

    /// <summary>Null when it follows from the labels' shape and type.</summary>
    public Setting<LabelFormat>? TestLabelsFormat =>
        Settings.Find(DataKeys.TestLabelsFormat) is { } given && (given.Value != LabelFormat.Custom || !Settings.IsSet(DataKeys.UserHandleTestLabels))
            ? given
            : Settings.Find(DataKeys.UserHandleTestLabels)?.Select(_ => LabelFormat.EdgeImpulse);

    /// <summary>Null when the outputs are named label_x0, label_x1 and so on.</summary>
    public Setting<Sequence<string>>? ClassificationLabels => Settings.Find(DataKeys.ClassificationLabels);

    /// <summary>With inclusive ranges, whatever <c>range_semantics</c> the file was written for.</summary>
    public Setting<RowSelection> TestVectors =>
        RangeSemantics.Value == Configuration.RangeSemantics.Axon
            ? Settings.Get(DataKeys.TestVectors).Select(rows => rows.WithoutRangeEnds())
            : Settings.Get(DataKeys.TestVectors);

    public Setting<RangeSemantics> RangeSemantics => Settings.Get(DataKeys.RangeSemantics);

    public Setting<int> HeaderTestVectorCount => Settings.Get(DataKeys.HeaderFileTestVectorCnt);

    public Setting<bool> ReshapeInput => Settings.Get(DataKeys.ReshapeInput);

    public Setting<bool> WritesQuantizedData => Settings.Get(DataKeys.GetQuantizedData);

    public Setting<LogLevel> LogLevel => Settings.Get(DataKeys.LogLevel);

    /// <summary>Whether the model to compile is the float model, quantized by adc.</summary>
    public bool QuantizesFloatModel => TfliteModel is null && FloatModel is not null;

    /// <summary>How many of the selected rows go into the C test header; a warning tells when there are fewer than asked for.</summary>
    public int HeaderVectorsOf(int selectedRows, DiagnosticBag bag)
    {
        if (HeaderTestVectorCount.Value > selectedRows)
        {
            bag.Report(Catalogue.HeaderVectorsClamped, HeaderTestVectorCount.Origin, HeaderTestVectorCount.Value, selectedRows);
        }

        return Math.Min(HeaderTestVectorCount.Value, selectedRows);
    }
}
