using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>What the reference run computes and records.</summary>
public static class ReferenceKeys
{
    public static readonly OptionalKey<Sequence<ReferenceColumn>> Run = new(
        "reference.run",
        new ListType<ReferenceColumn>(
            new ChoiceType<ReferenceColumn>(
                new("float", ReferenceColumn.Float), new("int8", ReferenceColumn.Int8), new("mvp", ReferenceColumn.Mvp),
                new("board", ReferenceColumn.Board)),
            "columns"),
        "all but board that the models allow",
        "Columns of the comparison; board, the firmware on the emulated board, runs only where it is named, on the first 100 rows.", "all");

    public static readonly SettingKey<RecordedTensors> Layers = new(
        "reference.layers",
        new ChoiceType<RecordedTensors>(
            new("none", RecordedTensors.None), new("outputs", RecordedTensors.Outputs), new("all", RecordedTensors.All)),
        RecordedTensors.Outputs,
        "Which tensors are recorded; all also writes an array of the selected rows for each layer.");

    public static readonly OptionalKey<int> Threads = new(
        "reference.threads", new IntegerType(1, 1024), "number of cores",
        "Threads of the reference run; the result does not depend on it.");

    public static IReadOnlyList<SettingKey> All { get; } = [Run, Layers, Threads];
}
