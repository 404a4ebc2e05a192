using Adc.Formats.Elf;
using Adc.Simulator.Board;

namespace Adc.Tests.Simulator.Board;

/// <summary>A booted board with the image of Fixtures/functions.c.</summary>
internal sealed class FunctionsBoard : IDisposable
{
    private static readonly Lazy<ElfImage> Built = new(() => BoardImage.WithProgram("functions.c"));

    public FunctionsBoard(BoardOptions? options = null)
    {
        Board = EmulatedBoard.Load(Built.Value, options ?? BoardOptions.Default);
        Booted = Board.Boot();
        Assert.Equal(BoardStop.Sleeping, Booted.Stop);
    }

    public EmulatedBoard Board { get; }

    public BoardRun Booted { get; }

    public static uint AddressOf(string function) => Built.Value.FindSymbol(function)!.Address;

    public BoardCall Call(string function, params ReadOnlySpan<uint> arguments) => Board.Call(AddressOf(function), arguments);

    /// <summary>The value of a function that must return.</summary>
    public uint ValueOf(string function, params ReadOnlySpan<uint> arguments)
    {
        BoardCall call = Call(function, arguments);
        Assert.True(call.HasReturned, call.Run.Reason);
        return call.Value;
    }

    public void Dispose() => Board.Dispose();
}
