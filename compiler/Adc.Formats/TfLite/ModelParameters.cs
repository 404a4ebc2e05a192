using System.Globalization;
using Adc.Formats.FlatBuffers;

namespace Adc.Formats.TfLite;

/// <summary>What Silicon Labs' tool kit notes in a .tflite file: a dictionary of names and values, itself a FlatBuffer.</summary>
/// <remarks>
/// The buffer of the metadata entry <see cref="MetadataName"/> (SiliconLabs/mltk, cpp/shared/tflite_model_parameters): the root table has
/// the schema version in slot 0 and the entries in slot 1; an entry has its key in slot 0, the number of the value's type in slot 1
/// and a table with the value alone in slot 2.
/// </remarks>
public static class ModelParameters
{
    public const string MetadataName = "SL_PARAMSv1";

    private const int KeySlot = 0, TypeSlot = 1, ValueSlot = 2, EntriesSlot = 1;

    /// <summary>Reads the dictionary; never throws because of the bytes.</summary>
    public static ModelParametersResult Read(ReadOnlyMemory<byte> buffer)
    {
        string? problem = null;
        var file = new FlatBuffer(buffer, found => problem ??= $"{found.Message} (at byte {found.Position:N0} of {MetadataName})");
        List<ModelParameter> parameters = [];
        if (file.Root() is FlatTable root)
        {
            foreach (FlatTable entry in root.Tables(EntriesSlot) ?? [])
            {
                if (entry.String(KeySlot) is string name && entry.Table(ValueSlot) is FlatTable value)
                {
                    parameters.Add(new ModelParameter(name, Text(entry.Byte(TypeSlot), value)));
                }
            }
        }

        return problem is null ? new(parameters, null) : new([], problem);
    }

    /// <summary>The value as people write it: numbers plainly, lists with commas, bytes by their number.</summary>
    private static string Text(byte type, FlatTable value) => type switch
    {
        1 => value.Boolean(0) ? "true" : "false",
        2 => Plain(value.SByte(0)),
        3 => Plain(value.Byte(0)),
        4 => Plain(value.Int16(0)),
        5 => Plain((ushort)value.Int16(0)),
        6 => Plain(value.Int32(0)),
        7 => Plain(value.UInt32(0)),
        8 => Plain(value.Int64(0)),
        9 => Plain(value.UInt64(0)),
        10 => Plain(value.Single(0)),
        11 => Plain(value.Double(0)),
        12 => value.String(0) ?? "",
        13 => string.Join(", ", value.Strings(0) ?? []),
        14 => string.Join(", ", (value.Int32s(0) ?? []).Select(Plain)),
        15 => string.Join(", ", (value.Singles(0) ?? []).Select(Plain)),
        16 => $"{Plain(value.Bytes(0)?.Length ?? 0)} bytes",
        _ => $"a value of the unknown type {Plain(type)}",
    };

    private static string Plain<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>A name and its value as text.</summary>
public sealed record ModelParameter(string Name, string Value);

/// <summary>What reading yields.</summary>
/// <param name="Parameters">In the order of the file; none when there is a problem.</param>
/// <param name="Problem">What is wrong with the bytes, or null.</param>
public sealed record ModelParametersResult(IReadOnlyList<ModelParameter> Parameters, string? Problem);
