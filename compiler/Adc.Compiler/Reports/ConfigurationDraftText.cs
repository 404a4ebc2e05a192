using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>A first configuration as YAML, every line with its reason.</summary>
public static class ConfigurationDraftText
{
    /// <param name="file">Name of the configuration's file, for the command at its top.</param>
    public static string Of(ConfigurationDraft draft, string file)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        void Key(string key, string value, string remark) => Line($"  {$"{key}: {value}",-38} # {remark}");
        void Absent(string line, string remark) => Line($"  {$"# {line}",-38} # {remark}");
        string Path(string path) => YamlText.Quote(path);

        Line($"# adc compile {Path(file)}{(draft.LeavesFolder ? " --allow-outside" : "")}");
        Line("#");
        Line("# Every name at the top level is one model to compile. All keys: adc's docs/input-yaml.rst.");
        Line();
        Line($"{draft.Test}:");
        foreach (string fact in draft.Facts)
        {
            Line($"  # {fact}");
        }

        Key(draft.IsFloat ? "float_model" : "tflite_model", Path(draft.Model), draft.IsFloat ? "float32: adc quantizes it to int8 with the rows of train_data" : "paths start at the folder of this file");
        Line();
        DataBeside data = draft.Data;
        if (data.TestData is string test)
        {
            Key("test_data", Path(test), "found beside the model: its rows fit the input");
        }
        else
        {
            Absent("test_data: x_test.npy", "rows to judge the model by and to test the firmware with");
        }

        if (data.TestLabels is string labels)
        {
            Key("test_labels", Path(labels), data.RowsPerLabel == 1 ? "found beside the model: a label for each row" : string.Create(CultureInfo.InvariantCulture, $"found beside the model: a label for each {data.RowsPerLabel} rows"));
        }
        else
        {
            Absent("test_labels: y_test.npy", "what is expected of them");
        }

        if (data.TrainData is string train)
        {
            Key("train_data", Path(train), "found beside the model: rows to calibrate with");
        }
        else
        {
            Absent("train_data: x_train.npy", "rows to calibrate with; they make the accelerator more exact");
        }

        if (data.Reshapes)
        {
            Key("reshape_input", "true", "the rows have another shape than the input");
        }

        Line();
        Key("task", draft.Task.ToString().ToLowerInvariant(), draft.TaskReason);
        if (draft.Task == ModelTask.Anomaly && data.RowsPerLabel > 1)
        {
            Line("  anomaly:");
            Line(string.Create(CultureInfo.InvariantCulture, $"  {$"  windows_per_label: {data.RowsPerLabel}",-38} # as many rows share one label"));
        }

        Line();
        Line("  target:");
        Line($"  {$"  board: {draft.Board.Name}",-38} # {draft.Board.Title}");
        Line($"  {"  accelerator: mvp",-38} # none: plain C for the Cortex-M33 alone");
        return text.ToString();
    }
}
