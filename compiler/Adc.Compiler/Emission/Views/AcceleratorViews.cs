using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Emission.Views;

/// <summary>Makes the view of a model's programs and of the constants that they stream.</summary>
internal static class AcceleratorViews
{
    public static AcceleratorView Of(PlannedModel plan, ModelIdentity identity, CodeStyle style)
    {
        var streams = ProgramStreams.Of(plan, style.ProgramCompression);
        string name = identity.Name;
        string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{name}_program{index:00}");
        int[] stored = streams.StoredBy(style.ProgramCompression);
        List<StreamView> arrays = [.. stored.Distinct().Select(first => Stream(plan, streams, stored, first, NameOf(first)))];
        bool hasWrap = style.ProgramCompression == ProgramCompression.Delta && stored.Length > 0;
        if (hasWrap)
        {
            arrays.Add(new StreamView($"{name}_wrap", streams.Wrap.Count, "Program 0 after the last one, for the next inference.", [], Body(streams.Wrap)));
        }

        return new AcceleratorView(
            name, CComment.Text(identity.SourceFile), identity.NamesHashes ? identity.Hash : "", identity.Version, arrays, [.. stored.Select(NameOf)], hasWrap ? $"{name}_wrap" : NameOf(0),
            style.ProgramCompression switch
            {
                ProgramCompression.None => "each as all of its words",
                ProgramCompression.Dedupe => "each as all of its words, equal ones stored once",
                _ => "each as the words that it changes",
            },
            style.ProgramPlacement == ProgramPlacement.Ram ? "" : "const ",
            Blob(plan.Lowered, $"{name}_mvp_flash", ConstantPlace.AcceleratorFlash),
            Blob(plan.Lowered, $"{name}_mvp_ram", ConstantPlace.AcceleratorRam));
    }

    private static StreamView Stream(PlannedModel plan, ProgramStreams streams, int[] stored, int first, string name)
    {
        ProgramStream program = streams.Programs[first];
        int[] users = [.. Enumerable.Range(0, stored.Length).Where(index => stored[index] == first)];
        return new StreamView(
            name, program.Words.Count,
            $"Program {string.Join(", ", users.Select(index => index.ToString(CultureInfo.InvariantCulture)))}: {program.Call.Shape}",
            [.. ProgramListing.Of(program.Call.Program, plan)], Body(program.Words));
    }

    private static string Body(Sequence<uint> words) => CLiteral.Body(ConstantElement.UInt32, ConstantData.Of<uint>(words.Items.AsSpan()));

    private static BlobView Blob(LoweredModel model, string name, ConstantPlace place)
    {
        ArrayView[] parts = [.. model.Constants.Where(constant => constant.Placement == place).Select(constant => Part(constant))];
        return new BlobView(name, parts.Sum(part => part.Count), parts);
    }

    // Padded to a line of the flash, as the layout counts.
    private static ArrayView Part(ConstantArray constant)
    {
        int size = (constant.Data.Bytes.Length + ConstantLayout.LineInBytes - 1) / ConstantLayout.LineInBytes * ConstantLayout.LineInBytes;
        byte[] padded = new byte[size];
        constant.Data.Bytes.CopyTo(padded);
        return new ArrayView(
            "uint32_t", string.Create(CultureInfo.InvariantCulture, $"layer {constant.Layer} {constant.Role}"), size / sizeof(uint), constant.Remark,
            CLiteral.Body(ConstantElement.UInt32, new ConstantData(padded)));
    }
}
