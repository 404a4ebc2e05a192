using System.Text;

namespace Adc.Simulator.Board.Devices;

/// <summary>Everything that the firmware has printed, over whichever channel.</summary>
internal sealed class BoardConsole
{
    private readonly StringBuilder text = new();
    private int lineStart;

    public string Text => text.ToString();

    /// <summary>Called with each complete line, without its end.</summary>
    public Action<string>? LineSent { get; set; }

    public void Put(byte character)
    {
        text.Append((char)character);
        if (character == '\n')
        {
            string line = text.ToString(lineStart, text.Length - lineStart).Trim('\r', '\n');
            lineStart = text.Length;
            LineSent?.Invoke(line);
        }
    }
}
