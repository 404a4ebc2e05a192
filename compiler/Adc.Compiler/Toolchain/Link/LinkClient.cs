using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>The host's side of the link: asks, repeats what was lost, and notices when the board is not the one it was.</summary>
/// <remarks>
/// Each request has a number, and the board repeats the answer of a repeated one instead of doing anything twice, so that every
/// request can be repeated at any time.
/// </remarks>
internal sealed class LinkClient
{
    public const int ReadChunk = LinkFrame.MostPayloadBytes - AnswerHeader;
    public const int WriteChunk = LinkFrame.MostPayloadBytes - RequestHeader - WriteHeader;

    private const int RequestHeader = 6, AnswerHeader = 7, WriteHeader = 5;
    private const byte AnswerBit = 0x80;

    private readonly LinkPort port;
    private readonly LinkOptions options;
    private readonly CancellationToken cancellation;
    private readonly uint session;
    private byte sequence;
    private int exchanges;
    private int repeated;

    /// <summary>Begins a session with the board.</summary>
    /// <param name="console">Told the text that the board prints between frames.</param>
    /// <exception cref="LinkException">There is no board, or one that speaks otherwise.</exception>
    public LinkClient(ISerialLine line, LinkOptions options, Action<string> console, CancellationToken cancellation)
    {
        port = new LinkPort(line, console);
        this.options = options;
        this.cancellation = cancellation;
        session = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);
        Identity = DeviceIdentity.Read(Ask(LinkRequest.Hello, "hello", Word(session)))
            ?? throw Problem(Catalogue.OtherFirmware, "firmware with another version of the link", "adc with version 1");
    }

    public DeviceIdentity Identity { get; }

    public string PortName => port.Name;

    public string Text(LinkText kind, int index = 0) => Encoding.ASCII.GetString(Ask(LinkRequest.Text, "text", [(byte)kind, .. Half(index)]));

    /// <summary>Size of an input or output.</summary>
    public int PortBytes(bool isOutput, int index) =>
        (int)BinaryPrimitives.ReadUInt32LittleEndian(Sized(Ask(LinkRequest.Port, "size of a port", [(byte)(isOutput ? 1 : 0), (byte)index]), 4));

    public void Write(int input, ReadOnlySpan<byte> data)
    {
        for (int offset = 0; offset < data.Length; offset += WriteChunk)
        {
            ReadOnlySpan<byte> chunk = data[offset..Math.Min(data.Length, offset + WriteChunk)];
            Ask(LinkRequest.Write, "write input", [(byte)input, .. Word((uint)offset), .. chunk]);
        }
    }

    public byte[] ReadOutput(int output, int count) => Read("read output", 1, output, count);

    public byte[] ReadArena(int count) => Read("read arena", 0, 0, count);

    public void ResetState() => Ask(LinkRequest.ResetState, "reset state", []);

    /// <summary>Fills the inputs from a test vector.</summary>
    public void FillFromVector(int vector) => Ask(LinkRequest.Vector, "fill inputs", Half(vector));

    public LinkCycles Invoke() => LinkCycles.Read(Sized(Ask(LinkRequest.Invoke, "invoke", []), LinkCycles.SizeInBytes));

    /// <param name="layer">Its place among the layers that compute something.</param>
    public LinkCycles InvokeLayer(int layer) => LinkCycles.Read(Sized(Ask(LinkRequest.Layer, "invoke layer", Half(layer)), LinkCycles.SizeInBytes));

    /// <summary>Lets the firmware start anew; this session is then over.</summary>
    public void Restart() => Ask(LinkRequest.Restart, "restart", []);

    private byte[] Read(string name, byte kind, int index, int count)
    {
        byte[] data = new byte[count];
        for (int offset = 0; offset < count; offset += ReadChunk)
        {
            int size = Math.Min(count - offset, ReadChunk);
            Sized(Ask(LinkRequest.Read, name, [kind, (byte)index, .. Word((uint)offset), (byte)size]), size).CopyTo(data, offset);
        }

        return data;
    }

    /// <returns>The body of the answer.</returns>
    private byte[] Ask(LinkRequest type, string name, byte[] body)
    {
        sequence++;
        exchanges++;
        byte[] request = [(byte)type, sequence, .. Word(session), .. body];
        long heardBefore = port.BytesHeard;
        long start = Stopwatch.GetTimestamp();
        int attempts = 0;
        try
        {
            do
            {
                repeated += attempts > 0 ? 1 : 0;
                attempts++;
                port.Send(request);
                if (AnswerTo(request) is byte[] answer)
                {
                    return BodyOf(answer, name);
                }
            }
            while (Stopwatch.GetElapsedTime(start) < options.TotalLimit);
        }
        catch (SerialLineException exception)
        {
            throw Problem(Catalogue.SerialPortFailed, "failed", exception.Message.TrimEnd('.'));
        }

        string seconds = options.TotalLimit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        throw port.BytesHeard == heardBefore
            ? new LinkException(Diagnostic.Create(
                Catalogue.BoardSilent, Origin.None, $"the board on {port.Name}", name, seconds,
                type == LinkRequest.Hello ? "is it programmed with firmware of 'firmware.app: device'?" : "it had answered before: press its reset button"))
            : new LinkException(Diagnostic.Create(
                Catalogue.LineNoisy, Origin.None, repeated + 1, exchanges + repeated, port.Name, name, attempts, "look at the cable, and for other programs on the port"));
    }

    /// <summary>The answer with the request's number, or null when none comes in time; late answers to earlier requests are dropped.</summary>
    private byte[]? AnswerTo(byte[] request)
    {
        long start = Stopwatch.GetTimestamp();
        while (options.AnswerLimit - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } left && port.Receive(left, cancellation) is byte[] answer)
        {
            if (answer.Length >= AnswerHeader && answer[0] == (request[0] | AnswerBit) && answer[1] == request[1])
            {
                return answer;
            }
        }

        return null;
    }

    private byte[] BodyOf(byte[] answer, string name)
    {
        byte[] body = answer[AnswerHeader..];
        var status = (LinkStatus)answer[AnswerHeader - 1];
        if (status == LinkStatus.NoSession || BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(2)) != session)
        {
            throw Problem(Catalogue.BoardRestarted, name, "start the run once more; if it happens again, look at 'adc monitor' and at the supply");
        }

        return status switch
        {
            LinkStatus.Done => body,
            LinkStatus.ModelFailed when body.Length >= 4 => throw Problem(Catalogue.BoardRefused, name, $"the model returned status {BinaryPrimitives.ReadUInt32LittleEndian(body)}"),
            LinkStatus.UnknownRequest => throw Problem(Catalogue.BoardRefused, name, "its firmware does not know the request; compile and program it anew"),
            _ => throw Problem(Catalogue.BoardRefused, name, "an index or a size is beyond what the model has"),
        };
    }

    private byte[] Sized(byte[] body, int count) =>
        body.Length == count ? body : throw Problem(Catalogue.OtherFirmware, $"firmware that answers with {body.Length:N0} bytes", $"adc, which expects {count:N0}");

    private LinkException Problem(DiagnosticDescriptor descriptor, params object[] arguments) =>
        new(Diagnostic.Create(descriptor, Origin.None, [port.Name, .. arguments]));

    private static byte[] Word(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Half(int value) => [(byte)value, (byte)(value >> 8)];
}
