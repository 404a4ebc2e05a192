using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A path, relative to the folder of the YAML file.</summary>
/// <param name="expectation">Completes "must be …", with the usual extensions.</param>
/// <param name="isOutput">Whether adc writes there: then an absolute path needs permission too.</param>
internal sealed class PathType(string expectation, bool isOutput = false) : SettingType<FilePath>
{
    public override string Expectation => expectation;

    public override SettingForm Form => SettingForm.Path;

    /// <summary>Whether the path must name an existing file.</summary>
    public bool IsInput => !isOutput;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out FilePath value)
    {
        value = null;
        if (node is not YamlScalar scalar || scalar.Text.TrimEnd('\n').Contains('\n', StringComparison.Ordinal))
        {
            context.WrongType(node, this);
            return false;
        }

        string written = scalar.Text.TrimEnd('\n');
        if (written.Contains('\\', StringComparison.Ordinal))
        {
            context.Bag.Report(Catalogue.Backslash, node.Origin, context.Key, written);
            written = written.Replace('\\', '/');
        }

        string? objection = context.AllowOutside ? null : Objection(written);
        if (objection is not null)
        {
            context.Bag.Report(Catalogue.PathNotAllowed, node.Origin, context.Key, written, objection);
            return false;
        }

        value = FilePath.In(context.Folder, written);
        return true;
    }

    internal override string Format(FilePath value) => YamlText.Quote(value.Written);

    private string? Objection(string path)
    {
        if (FilePath.IsAbsolute(path))
        {
            return isOutput ? "an absolute path for output; use --out, or allow it with --allow-outside" : null;
        }

        int depth = 0;
        foreach (string step in path.Split('/'))
        {
            depth += step switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
            {
                return "which leaves the folder of the YAML file; move the file, or allow it with --allow-outside";
            }
        }

        return null;
    }
}
