using Adc.Compiler.Toolchain.Link;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain.Link;

public sealed class LinkFrameTests
{
    [Fact]
    public void Has_no_zero_inside_and_the_checksum_of_the_standard_behind_its_payload() =>
        Assert.Equal("00:0E:31:32:33:34:35:36:37:38:39:26:39:F4:CB:00", Convert.ToHexString(LinkFrame.Encode("123456789"u8)).Chunk(2).Select(pair => new string(pair)).Aggregate((all, next) => $"{all}:{next}"));

    [Theory, Seeds(50)]
    public void Comes_back_as_it_was(int seed)
    {
        byte[] payload = Payload(seed);
        byte[] frame = LinkFrame.Encode(payload);
        Assert.Equal(0, frame[0] + frame[^1]);
        Assert.DoesNotContain((byte)0, frame[1..^1]);
        Assert.Equal(payload, LinkFrame.Decode(frame.AsSpan()[1..^1]));
    }

    [Theory, Seeds(50)]
    public void Any_damage_is_noticed(int seed)
    {
        var random = new Random(seed);
        byte[] frame = LinkFrame.Encode(Payload(seed))[1..^1];
        int place = random.Next(frame.Length);
        frame[place] ^= (byte)random.Next(1, 256);
        Assert.Null(LinkFrame.Decode(frame));
        Assert.Null(LinkFrame.Decode([.. frame[..place], .. frame[(place + 1)..]]));
        Assert.Null(LinkFrame.Decode("adc boot board brd2601b model small\r\n"u8));
    }

    // Many zeros, which are what the coding is about.
    private static byte[] Payload(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(1, LinkFrame.MostPayloadBytes + 1)).Select(_ => (byte)(random.Next(3) == 0 ? 0 : random.Next(256)))];
    }
}
