using System.Diagnostics;
using System.Text;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>What a board prints, line by line.</summary>
public static class ConsoleText
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Hands on each line, without its end, until one is the last or nothing comes for too long.</summary>
    /// <param name="line">Given a line; false ends it.</param>
    /// <param name="silence">The longest wait for a line; null waits for ever.</param>
    /// <returns>True when <paramref name="line"/> ended it, false when the board fell silent.</returns>
    /// <exception cref="SerialLineException">The port is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static bool Follow(ISerialLine port, Func<string, bool> line, TimeSpan? silence, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[256];
        long heard = Stopwatch.GetTimestamp();
        while (silence is not TimeSpan limit || Stopwatch.GetElapsedTime(heard) < limit)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = port.Read(buffer, Look);
            heard = count > 0 ? Stopwatch.GetTimestamp() : heard;
            foreach (byte character in buffer.AsSpan(0, count))
            {
                if (character != '\n')
                {
                    text.Append(Shown(character));
                    continue;
                }

                string complete = text.ToString().TrimEnd('\r');
                text.Clear();
                if (!line(complete))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Control characters of a noisy line would play tricks with a terminal.
    private static char Shown(byte character) => character is (byte)'\r' or (byte)'\t' or >= 0x20 and < 0x7F ? (char)character : '?';
}
