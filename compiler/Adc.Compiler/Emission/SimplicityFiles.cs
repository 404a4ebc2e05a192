using Adc.Compiler.Emission.Views;

namespace Adc.Compiler.Emission;

/// <summary>What makes an output folder an extension of the Simplicity SDK: a component of the model, and a sample project around it.</summary>
/// <remarks>
/// Paths in a component start at the extension's folder, those in a project at the project's file. The SDK has its own start-up code and
/// opens all peripherals to non-secure code, so that the accelerator's driver reaches them by their other addresses.
/// </remarks>
internal static class SimplicityFiles
{
    private const string Folder = "simplicity";

    private static readonly SourceRole[] OfTheModel = [SourceRole.Model, SourceRole.Kernel, SourceRole.Accelerator];

    /// <param name="tree">All other files of the output folder.</param>
    public static IEnumerable<SourceFile> Of(SourceTree tree, ModelView model)
    {
        bool usesAccelerator = model.Accelerator.IsUsed;
        string[] headers =
        [
            .. tree.Files.Where(file => OfTheModel.Contains(file.Role) && file.Path.EndsWith(".h", StringComparison.Ordinal)).Select(file => file.Path),
            .. usesAccelerator ? (string[])["firmware/registers.h"] : [],
        ];
        var view = new SimplicityView(
            model.Name, model.Macro, model.Version, model.Source, usesAccelerator, model.TakesArena,
            [.. tree.Sources(OfTheModel).Select(file => file.Path)],
            [.. headers.GroupBy(Path.GetDirectoryName).Select(group => new IncludeView(group.Key!.Length == 0 ? "." : group.Key, [.. group.Select(path => Path.GetFileName(path)!)]))],
            [.. tree.Definitions.Where(macro => !macro.StartsWith("ADC_BEHIND", StringComparison.Ordinal)).Select(macro => macro.Split('=')).Select(parts => new DefinitionView(parts[0], parts.Length > 1 ? parts[1] : ""))],
            model.Inputs);
        SourceFile File(string path, string template) => new(path, Templates.Render($"simplicity/{template}", view), SourceRole.Build);
        return
        [
            File($"{model.Name}.slce", "extension.slce.hbs"),
            File($"{Folder}/{model.Name}.slcc", "component.slcc.hbs"),
            File($"{Folder}/{model.Name}_sample.slcp", "project.slcp.hbs"),
            File($"{Folder}/main.c", "main.c.hbs"),
        ];
    }
}
