using System.Globalization;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;

namespace Adc.Cli;

/// <summary>Tests whose keys have several values: one model for each combination, and a table of them.</summary>
internal sealed class Variants(CompilerConfig config)
{
    private readonly List<(string Test, VariantRow Row)> rows = [];

    /// <summary>The combinations of a test, called after it with <c>_v0</c>, <c>_v1</c> and so on; the test itself where there is one only.</summary>
    public static IEnumerable<ModelConfig> Of(ModelConfig config) => config.Variants.Acting is { Count: > 1 } settings
        ? settings.Select((table, index) => new ModelConfig(string.Create(CultureInfo.InvariantCulture, $"{config.Name}_v{index}"), table))
        : [config];

    public void Add(ModelConfig model, Compilation compilation)
    {
        if (config.Models.FirstOrDefault(test => test.Name != model.Name && Of(test).Any(variant => variant.Name == model.Name)) is ModelConfig test)
        {
            rows.Add((test.Name, VariantRow.Of(test, model, compilation)));
        }
    }

    /// <summary>Writes <c>&lt;test&gt;_variants.csv</c> and the same for pull requests beside the output folders.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <returns>The tables, for people.</returns>
    public string Finish(DiagnosticBag diagnostics, int width)
    {
        var text = new StringBuilder();
        List<(string Path, ReadOnlyMemory<byte> Content)> files = [];
        foreach (IGrouping<string, VariantRow> test in rows.GroupBy(row => row.Test, row => row.Row))
        {
            var table = new VariantTable([.. test]);
            text.Append(table.Print(test.Key, width));
            files.Add((Path.Combine(config.OutputDir.Value.Full, $"{test.Key}_variants.csv"), Encoding.UTF8.GetBytes(table.Csv())));
            files.Add((Path.Combine(config.OutputDir.Value.Full, $"{test.Key}_variants.md"), Encoding.UTF8.GetBytes(table.Markdown(test.Key))));
        }

        WholeFiles.Write(files, diagnostics);
        return text.ToString();
    }
}
