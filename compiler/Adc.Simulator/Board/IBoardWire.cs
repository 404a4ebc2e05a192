namespace Adc.Simulator.Board;

/// <summary>What the board's serial port is connected to.</summary>
public interface IBoardWire
{
    /// <summary>A character whose stop bit is wrong.</summary>
    public const int BadFrame = 256;

    public const int Nothing = -1;

    /// <summary>The next character for the board, <see cref="Nothing"/> or <see cref="BadFrame"/>; asked as often as characters can arrive.</summary>
    int Receive();

    /// <summary>Takes a character from the board.</summary>
    void Send(byte character);
}
