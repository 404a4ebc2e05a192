using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Emission.Views;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Emission;

/// <summary>Planned model to source files: the model itself, the kernels it needs, firmware and desktop programs around it.</summary>
public static class Emitter
{
    /// <param name="score">How outputs become anomaly scores, or null for other models.</param>
    public static SourceTree Emit(
        PlannedModel plan, ModelIdentity identity, TestVectors vectors, TargetLayout target, FirmwareOptions firmware, ModelScore? score = null)
    {
        CodeStyle style = firmware.Style;
        ModelView model = ModelViews.Of(plan, identity, style);
        string name = identity.Name;
        SourceFile[] modelFiles = ModelFiles(plan, model, identity, style, score);
        VectorsView vectorsView = VectorsViews.Of(plan, model, vectors, identity, BuildHash.Of(modelFiles), style, firmware.Tolerance);
        List<SourceFile> files =
        [
            new($"{name}_test_vectors.h", Templates.Render("test_vectors.h.hbs", vectorsView), SourceRole.TestVectors),
            new("firmware/adc_app_binding.h", Templates.Render("adc_app_binding.h.hbs", vectorsView), SourceRole.App),
            new("firmware/adc_app_binding.c", Templates.Render("adc_app_binding.c.hbs", vectorsView), SourceRole.TestVectors),
            .. App(firmware.App),
            .. Handwritten("firmware/app/host", "host/host", SourceRole.Host),
            .. Board(target, firmware.Channel),
        ];
        var tree = new SourceTree(name, target.BoardName, Definitions(model, target, firmware), [.. modelFiles, .. files.Select(file => Licensed(file, style))])
        {
            Language = style.Language,
        };
        SourceTree project = WithProject(tree, identity.Version, firmware);
        return project with { Files = [.. project.Files.Items, .. SimplicityFiles.Of(tree, model)] };
    }

    /// <summary>What an inference is made of: generated code and data of the model, and the handwritten files that they need.</summary>
    internal static SourceFile[] ModelFiles(PlannedModel plan, ModelView model, ModelIdentity identity, CodeStyle style, ModelScore? score)
    {
        string name = identity.Name;
        SourceFile[] generated =
        [
            new($"{name}.h", Templates.Render("model.h.hbs", model), SourceRole.Model),
            new($"{name}.c", Templates.Render("model.c.hbs", model), SourceRole.Model),
            new($"{name}_weights.h", Templates.Render("weights.h.hbs", model), SourceRole.Model),
            new($"{name}_weights.c", Templates.Render("weights.c.hbs", model), SourceRole.Model),
            .. KernelFiles.Of(plan.Lowered),
            .. Handwritten("firmware/runtime/", "runtime/", SourceRole.Kernel),
            .. Accelerator(model),
            .. score is null ? [] : Score(ScoreView.Of(model, score)),
            .. style.Parameters.Count == 0 ? [] : Parameters(ParametersViews.Of(model, style)),
        ];
        return [.. (style.Layout == SourceLayout.Header ? SingleHeader.Join(name, generated) : generated).Select(file => Licensed(file, style))];
    }

    /// <summary>Adds the CMake project of all other files.</summary>
    internal static SourceTree WithProject(SourceTree tree, string version, FirmwareOptions firmware) => tree with
    {
        Files =
        [
            .. tree.Files.Items,
            new("CMakeLists.txt", CMake(tree, version, firmware), SourceRole.Build),
            new("CMakePresets.json", EmbeddedFiles.Read("templates/CMakePresets.json"), SourceRole.Build),
            new("cmake/arm-none-eabi.cmake", EmbeddedFiles.Read("templates/arm-none-eabi.cmake"), SourceRole.Build),
        ],
    };

    // Kernels, drivers and the application are not generated and keep their own words.
    private static SourceFile Licensed(SourceFile file, CodeStyle style) =>
        file.Role is SourceRole.Model or SourceRole.TestVectors || file.Path == "firmware/adc_app_binding.h" ? file with { Text = style.LicenceComment + file.Text } : file;

    internal static IEnumerable<SourceFile> Handwritten(string from, string to, SourceRole role) =>
        EmbeddedFiles.Below(from).Select(path => new SourceFile(to + path[from.Length..], EmbeddedFiles.Read(path), role));

    private static IEnumerable<SourceFile> Accelerator(ModelView model) => !model.Accelerator.IsUsed ? [] :
    [
        new($"{model.Name}_programs.h", Templates.Render("programs.h.hbs", model.Accelerator), SourceRole.Model),
        new($"{model.Name}_programs.c", Templates.Render("programs.c.hbs", model.Accelerator), SourceRole.Model),
        .. EmbeddedFiles.Below("firmware/mvp/").Select(path => new SourceFile(
            "runtime/" + Path.GetFileName(path), EmbeddedFiles.Read(path),
            path.EndsWith("_soft.c", StringComparison.Ordinal) ? SourceRole.HostAccelerator : SourceRole.Accelerator)),
    ];

    private static IEnumerable<SourceFile> Score(ScoreView score) =>
    [
        new($"{score.Name}_score.h", Templates.Render("score.h.hbs", score), SourceRole.Model),
        new($"{score.Name}_score.c", Templates.Render("score.c.hbs", score), SourceRole.Model),
    ];

    private static IEnumerable<SourceFile> Parameters(ParametersView parameters) =>
    [
        new($"{parameters.Name}_parameters.h", Templates.Render("parameters.h.hbs", parameters), SourceRole.Model),
        new($"{parameters.Name}_parameters.c", Templates.Render("parameters.c.hbs", parameters), SourceRole.Model),
    ];

    private static IEnumerable<SourceFile> App(FirmwareApp app) => (app switch
        {
            FirmwareApp.None => (string[])[],
            FirmwareApp.Bench => ["banner", "vectors", "bench"],
            FirmwareApp.Device => ["banner", "vectors", "link", "device"],
            _ => ["banner", "vectors", "selftest"],
        }).SelectMany(name => Handwritten($"firmware/app/{name}", $"firmware/{name}", SourceRole.App));

    /// <summary>Start-up code and drivers; of these a library needs only the registers that the accelerator's driver names.</summary>
    /// <param name="channel">The one channel of the console that is linked.</param>
    internal static IEnumerable<SourceFile> Board(TargetLayout target, ResultChannel channel)
    {
        string console = target.BoardFolder + "console/";
        IEnumerable<SourceFile> files =
        [
            .. Handwritten(target.BoardFolder, "firmware/", SourceRole.Boot).Where(file => !file.Path.StartsWith("firmware/console/", StringComparison.Ordinal)),
            .. Handwritten($"{console}{channel.ToString().ToLowerInvariant()}.", $"firmware/{channel.ToString().ToLowerInvariant()}.", SourceRole.Boot),
        ];
        return target.HasBoard
            ? [.. files.Where(file => !IsOtherBoard(file, target)), new("firmware/link.ld", Templates.Render("link.ld.hbs", Link(target)), SourceRole.Build)]
            : files.Where(file => file.Path == "firmware/registers.h");
    }

    private static Sequence<string> Definitions(ModelView model, TargetLayout target, FirmwareOptions firmware) =>
        [.. model.Accelerator.IsUsed ? firmware.Definitions : [], .. Definitions(target)];

    internal static IEnumerable<string> Definitions(TargetLayout target) =>
    [
        .. target.IsBehindBootloader ? (string[])["ADC_BEHIND_BOOTLOADER"] : [],
        .. target.Family == PartFamily.Xg24.Number ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"{Family}={target.Family}")],
    ];

    /// <summary>Macro of the chip's family, where it is not the EFR32xG24.</summary>
    internal const string Family = "ADC_FAMILY";

    private static bool IsOtherBoard(SourceFile file, TargetLayout target) =>
        file.Path.StartsWith("firmware/brd", StringComparison.Ordinal) && file.Path != $"firmware/{target.BoardName}.h";

    private static LinkView Link(TargetLayout target) => new(
        Hex(target.FlashOrigin), Hex((uint)target.FlashLength), Hex(target.RamOrigin), Hex((uint)target.RamLength), Hex((uint)target.StackSize));

    private static string Hex(uint value) => "0x" + value.ToString("X8", CultureInfo.InvariantCulture);

    private static string CMake(SourceTree tree, string version, FirmwareOptions firmware) => Templates.Render("CMakeLists.txt.hbs", new CMakeView(
        tree.ModelName,
        version,
        $"{CFlags.BoardFacts}=\"{tree.BoardName}.h\"",
        [.. tree.Definitions],
        [.. tree.Sources(SourceRole.Model, SourceRole.Kernel).Select(file => file.Path)],
        firmware.App != FirmwareApp.None,
        [.. tree.Sources(firmware.App == FirmwareApp.None ? [SourceRole.Model, SourceRole.Kernel, SourceRole.Accelerator] : SourceTree.InImage).Select(file => file.Path)],
        [.. tree.Sources(SourceRole.Host, SourceRole.HostAccelerator, SourceRole.TestVectors).Select(file => file.Path)],
        string.Join(' ', CFlags.Firmware(firmware.Optimisation, tree.Language)),
        string.Join(' ', CFlags.FirmwareFolders),
        string.Join(' ', CFlags.HostIn(tree.Language)),
        string.Join(' ', CFlags.Link)));
}
