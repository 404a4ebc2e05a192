using Adc.Compiler.Configuration;
using Adc.Compiler.Emission.Views;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Emission;

/// <summary>One of several models that one firmware holds.</summary>
public sealed record TogetherModel(PlannedModel Plan, ModelIdentity Identity, TestVectors Vectors, CodeStyle Style, ModelScore? Score)
{
    /// <summary>It keeps something in its arena from one inference to the next, and so shares it with nobody.</summary>
    public bool HasState => Plan.Lowered.States.Count > 0;
}

/// <summary>Several planned models to the sources of one firmware: shared files once, one arena, an application that lets them take turns.</summary>
public static class TogetherEmitter
{
    /// <param name="name">Of the firmware: a C identifier in lower case that no model has.</param>
    /// <param name="version">Of adc.</param>
    /// <returns>Null when two models have different files of one path, which <paramref name="clash"/> then names.</returns>
    public static SourceTree? Emit(string name, IReadOnlyList<TogetherModel> models, string version, TargetLayout target, FirmwareOptions firmware, out string? clash)
    {
        Emitted[] emitted = [.. models.Select(Emit)];
        SortedDictionary<string, SourceFile> files = new(StringComparer.Ordinal);
        CodeStyle style = firmware.Style;
        TogetherView view = View(name, models, emitted, version, style);
        SourceFile[] own =
        [
            new($"{name}.h", Templates.Render("together.h.hbs", view), SourceRole.Model),
            new("firmware/turns_models.h", Templates.Render("turns_models.h.hbs", view), SourceRole.App),
            new("firmware/turns_models.c", Templates.Render("turns_models.c.hbs", view), SourceRole.TestVectors),
            .. Emitter.Handwritten("firmware/app/banner", "firmware/banner", SourceRole.App),
            .. Emitter.Handwritten("firmware/app/turns", "firmware/turns", SourceRole.App),
            .. Emitter.Handwritten("firmware/app/desktop_turns", "host/host", SourceRole.Host),
            .. Emitter.Board(target, firmware.Channel),
        ];
        foreach (SourceFile file in own.Concat(emitted.SelectMany(model => model.Files)))
        {
            if (!files.TryAdd(file.Path, file) && files[file.Path].Text != file.Text)
            {
                clash = file.Path;
                return null;
            }
        }

        clash = null;
        string[] definitions = [.. emitted.Any(model => model.View.Accelerator.IsUsed) ? firmware.Definitions : [], .. Emitter.Definitions(target)];
        return Emitter.WithProject(
            new SourceTree(name, target.BoardName, [.. definitions], [.. files.Values]) { Language = style.Language }, version, firmware);
    }

    private static Emitted Emit(TogetherModel model)
    {
        CodeStyle style = model.Style with { Arena = ArenaOwner.Caller };
        ModelView view = ModelViews.Of(model.Plan, model.Identity, style);
        SourceFile[] files = Emitter.ModelFiles(model.Plan, view, model.Identity, style, model.Score);
        VectorsView vectors = VectorsViews.Of(model.Plan, view, model.Vectors, model.Identity, BuildHash.Of(files), style);
        return new Emitted(view, vectors, [.. files, new SourceFile($"{view.Name}_test_vectors.h", Templates.Render("test_vectors.h.hbs", vectors), SourceRole.TestVectors)]);
    }

    private static TogetherView View(string name, IReadOnlyList<TogetherModel> models, Emitted[] emitted, string version, CodeStyle style)
    {
        int alignment = models.Max(model => model.Plan.Alignment);
        return new TogetherView(
            name, name.ToUpperInvariant(), version, ArenaSize(models), alignment, style.Aligned(alignment), CodeStyle.Attribute(style.ArenaSection),
            [.. emitted.Select(model => new TogetherModelView(
                model.View.Name, model.View.Macro, model.Vectors.Count, model.View.HasState, model.Vectors.Inputs, model.Vectors.Outputs))]);
    }

    /// <summary>Bytes of the arena that models without a state share.</summary>
    public static int ArenaSize(IEnumerable<TogetherModel> models) =>
        models.Where(model => !model.HasState).Select(model => model.Plan.ArenaSizeInBytes).DefaultIfEmpty().Max();

    private sealed record Emitted(ModelView View, VectorsView Vectors, SourceFile[] Files);
}
