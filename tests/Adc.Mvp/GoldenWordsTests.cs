using Adc.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

public sealed class GoldenWordsTests
{
    [SharedFact]
    public void Words_have_the_names_and_offsets_of_the_record()
    {
        System.Text.Json.JsonElement json = GoldenSet.Json(GoldenSet.Names[0]);
        Assert.Equal(
            json.GetProperty("register_order").EnumerateArray().Select(name => name.GetString()),
            Enumerable.Range(0, MvpLimits.Words).Select(MvpWordNames.NameOf));
        Assert.Equal(
            json.GetProperty("register_offsets").EnumerateArray().Select(offset => (int)GoldenSet.Hex(offset.GetString()!)),
            Enumerable.Range(0, MvpLimits.Words).Select(MvpWordNames.OffsetOf));
    }

    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void Decoding_and_encoding_gives_the_captured_words(string name)
    {
        foreach (uint[] words in GoldenSet.Read(name).Programs)
        {
            MvpDecoding decoding = MvpDecoder.Decode(words, MvpMemoryMap.AddressesOnly);
            Assert.True(decoding.IsCanonical);
            Assert.Equal(words, MvpEncoder.Encode(decoding.Program, MvpMemoryMap.AddressesOnly));
        }
    }

    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void Reading_a_listing_gives_the_program_it_was_written_from(string name)
    {
        foreach (uint[] words in GoldenSet.Read(name).Programs)
        {
            MvpProgram program = MvpDecoder.Decode(words, MvpMemoryMap.AddressesOnly).Program;
            string text = MvpDisassembler.Print(program);
            MvpProgram? read = MvpAssembler.Parse(text, out string? problem);
            Assert.Null(problem);
            Assert.Equal(program, read);
            Assert.Equal(text, MvpDisassembler.Print(read!));
        }
    }

    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void The_verifier_accepts_captured_programs(string name)
    {
        GoldenSet set = GoldenSet.Read(name);
        var map = new MvpMemoryMap(set.Memory.Select((memory, index) => (
            new MvpBuffer(new MvpBufferId(index), memory.Role, MvpMemoryMap.KindAt(memory.Address), memory.Before.Length, 4), memory.Address)));
        foreach (uint[] words in set.Programs)
        {
            Assert.Empty(MvpProgramVerifier.Verify(words, map));
        }
    }
}
