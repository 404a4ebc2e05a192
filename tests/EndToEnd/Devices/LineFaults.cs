namespace Adc.Tests.EndToEnd.Devices;

/// <summary>What a bad cable does to the characters of a line.</summary>
/// <param name="Damaged">Share of characters with a wrong bit.</param>
/// <param name="Dropped">Share of characters that are lost.</param>
/// <param name="Added">Share of characters behind which one comes from nowhere.</param>
/// <param name="BadFrames">Share of characters for the board whose stop bit is wrong.</param>
internal sealed record LineFaults(int Seed, double Damaged = 0, double Dropped = 0, double Added = 0, double BadFrames = 0)
{
    private readonly Random random = new(Seed);

    public static LineFaults None { get; } = new(0);

    public IEnumerable<byte> Of(byte character)
    {
        lock (random)
        {
            if (random.NextDouble() < Dropped)
            {
                return [];
            }

            byte arrives = random.NextDouble() < Damaged ? (byte)(character ^ (1 << random.Next(8))) : character;
            return random.NextDouble() < Added ? [arrives, (byte)random.Next(256)] : [arrives];
        }
    }

    public bool IsBadFrame()
    {
        lock (random)
        {
            return random.NextDouble() < BadFrames;
        }
    }
}
