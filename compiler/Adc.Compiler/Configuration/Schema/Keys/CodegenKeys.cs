using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>The generated C.</summary>
public static class CodegenKeys
{
    public static readonly SettingKey<CLanguage> Language = new(
        "codegen.language", new ChoiceType<CLanguage>(new("c99", CLanguage.C99), new("c11", CLanguage.C11)), CLanguage.C11,
        "Version of C.");

    public static readonly SettingKey<SourceLayout> Layout = new(
        "codegen.layout",
        new ChoiceType<SourceLayout>(new("header", SourceLayout.Header), new("split", SourceLayout.Split)),
        SourceLayout.Split,
        "All generated code of a model in one header, whose implementation a macro switches on, or headers and sources apart.");

    public static readonly SettingKey<OptimizationGoal> Optimize = new(
        "codegen.optimize",
        new ChoiceType<OptimizationGoal>(
            new("speed", OptimizationGoal.Speed), new("size", OptimizationGoal.Size), new("balanced", OptimizationGoal.Balanced)),
        OptimizationGoal.Balanced,
        "What decides between kernels of the core, and the C compiler's level where firmware.opt does not: size Os, speed O3.");

    public static readonly OptionalKey<string> Prefix = new(
        "codegen.prefix", NameType.Identifier, "none",
        "Prefix of all C names; without one they start with the model's name.", "none");

    public static readonly SettingKey<bool> AxonNames = new(
        "codegen.axon_names", BooleanType.Instance, false,
        "Whether macros in the spirit of Axon's names are added.");

    public static readonly SettingKey<ArrayFormat> ArrayFormat = new(
        "codegen.array_format",
        new ChoiceType<ArrayFormat>(new("decimal", Configuration.ArrayFormat.Decimal), new("hex", Configuration.ArrayFormat.Hex)),
        Configuration.ArrayFormat.Decimal,
        "How numbers in arrays are written.");

    public static readonly SettingKey<bool> LayerModels = new(
        "codegen.layer_models", BooleanType.Instance, false,
        "Whether each layer has an entry point of its own.");

    public static readonly SettingKey<CallStyle> Api = new(
        "codegen.api",
        new ChoiceType<CallStyle>(new("sync", CallStyle.Sync), new("sync_async", CallStyle.SyncAndAsync)),
        CallStyle.Sync,
        "Whether an inference can also be started without waiting for it.");

    public static readonly SettingKey<ArenaOwner> Arena = new(
        "codegen.arena",
        new ChoiceType<ArenaOwner>(new("context", ArenaOwner.Context), new("caller", ArenaOwner.Caller)),
        ArenaOwner.Context,
        "Where inputs, activations and outputs lie: in the model's context, or in memory that the caller gives to init, which models may share.");

    public static readonly SettingKey<bool> StaticAsserts = new(
        "codegen.static_asserts", BooleanType.Instance, true,
        "Whether sizes are checked by the C compiler.");

    public static readonly SettingKey<Sequence<NamedValue<ParameterValue>>> EmbedParameters = new(
        "codegen.embed_parameters",
        new MapType<ParameterValue>(new ParameterValueType(), "a map of names to values, such as { threshold: 10.5 }"), [],
        "Table of names and values that the firmware can read.");

    public static readonly OptionalKey<FilePath> LicenceHeader = new(
        "codegen.licence_header", new PathType("a path to a text file"), "none",
        "Text at the top of every generated file.", "none");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Language, Layout, Optimize, Prefix, AxonNames, ArrayFormat, LayerModels, Api, Arena, StaticAsserts, EmbedParameters, LicenceHeader,
    ];
}
