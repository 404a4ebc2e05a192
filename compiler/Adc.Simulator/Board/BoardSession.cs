using System.Buffers.Binary;
using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Formats.Elf;

namespace Adc.Simulator.Board;

/// <summary>A booted self-test image, used as a debugger would use it: inputs written to RAM, functions called, outputs read.</summary>
internal sealed class BoardSession : IBoardSession
{
    private const uint ResultIsValid = 0xADC0_7E57;
    private const string ResetFunction = "adc_app_reset"; // only models with a state have it

    private readonly EmulatedBoard board;
    private readonly BoardTimeLimit limit;
    private readonly ElfImage image;
    private readonly IReadOnlyList<(uint Address, int Bytes)> inputs;
    private readonly IReadOnlyList<(uint Address, int Bytes)> outputs;
    private readonly Sequence<ConstantData> firstVector;

    private BoardSession(EmulatedBoard board, ElfImage image, BoardTimeLimit limit)
    {
        this.limit = limit;
        this.board = board;
        this.image = image;
        inputs = Ports("input");
        outputs = Ports("output");
        firstVector = inputs.Select((port, index) => new ConstantData(board.ReadMemory(Call("adc_app_vector_input", 0, (uint)index), port.Bytes))).ToSequence();
    }

    public string Console => board.Console;

    public SelfTestResult? Result => image.FindSymbol("vectors_result") is { Address: uint result } && Word(result, 0) == ResultIsValid
        ? new SelfTestResult((int)Word(result, 2), (int)Word(result, 1), Console) : null;

    /// <summary>Boots the image and waits until its self-test is over.</summary>
    /// <exception cref="BoardException">It did not come that far.</exception>
    public static BoardSession Start(ElfImage image, BoardTimeLimit limit)
    {
        EmulatedBoard board = Load(image, limit);
        try
        {
            Boot(board, limit);
            return new BoardSession(board, image, limit);
        }
        catch
        {
            board.Dispose();
            throw;
        }
    }

    /// <summary>Boots any application that ends with a verdict.</summary>
    /// <exception cref="BoardException">It did not come that far.</exception>
    public static string ConsoleOf(ElfImage image, BoardTimeLimit limit)
    {
        using EmulatedBoard board = Load(image, limit);
        Boot(board, limit);
        return board.Console;
    }

    public void Reset()
    {
        if (image.FindSymbol(ResetFunction) is not null)
        {
            Check(ResetFunction, Call(ResetFunction));
        }
    }

    public Sequence<ConstantData> Invoke(Sequence<ConstantData> row)
    {
        Fill(row);
        Check("adc_app_invoke", Call("adc_app_invoke"));
        return outputs.Select(port => new ConstantData(board.ReadMemory(port.Address, port.Bytes))).ToSequence();
    }

    public IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> row, IReadOnlyList<string> layers, int arenaSizeInBytes)
    {
        // The arena is the first member of the context, unless the application gives it.
        uint context = Symbol("adc_app_context"), arena = image.FindSymbol("adc_app_memory") is null ? context : Symbol("adc_app_memory");
        Fill(row);
        return [.. layers.Select(layer =>
        {
            Check(layer, Call(layer, context));
            return board.ReadMemory(arena, arenaSizeInBytes);
        })];
    }

    public BoardMeasurement Measure(string invoke, IReadOnlyList<string> layers)
    {
        Reset();
        board.Profile([.. layers.Prepend(invoke).Select(name => (name, Symbol(name)))]);
        Fill(firstVector);
        BoardCall call = CallCounted(invoke, Symbol("adc_app_context"));
        Check(invoke, call.Value);
        board.Profile([]);
        return new BoardMeasurement(call.Functions[0].Instructions, [.. call.Functions.Skip(1).Select(function => function.Instructions)], call.StackBytes)
        {
            Cycles = call.Functions[0].Cycles,
            LayerCycles = [.. call.Functions.Skip(1).Select(function => function.Cycles)],
        };
    }

    public void Dispose() => board.Dispose();

    private static EmulatedBoard Load(ElfImage image, BoardTimeLimit limit)
    {
        BoardOptions options = BoardOptions.For(image) with { CycleLimit = limit.Cycles };
        return EmulatedBoard.ProblemWith(image, options) is string problem ? throw new BoardException(problem) : EmulatedBoard.Load(image, options);
    }

    private static void Boot(EmulatedBoard board, BoardTimeLimit limit)
    {
        BoardRun run = board.Boot();
        if (run.Stop is not (BoardStop.Sleeping or BoardStop.Verdict))
        {
            throw Failure("self-test", run, $"{run.Reason}{LastLine(board.Console)}", limit);
        }
    }

    private static BoardException Failure(string what, BoardRun run, string reason, BoardTimeLimit limit) => run.Stop != BoardStop.CycleLimit
        ? new BoardException(reason)
        : new BoardException(Diagnostic.Create(
            Catalogue.BoardSilent, limit.Origin, "the emulated board", what, limit.Seconds.ToString(CultureInfo.InvariantCulture), $"{reason}; raise firmware.timeout_s"));

    private static string LastLine(string console) =>
        console.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is string line ? $"; it last printed '{line}'" : "";

    private static void Check(string function, uint status)
    {
        if (status != 0)
        {
            throw new BoardException($"{function} returned status {status}");
        }
    }

    private void Fill(Sequence<ConstantData> row)
    {
        for (int index = 0; index < row.Count; index++)
        {
            board.WriteMemory(inputs[index].Address, row[index].Bytes.Span);
        }
    }

    private IReadOnlyList<(uint Address, int Bytes)> Ports(string kind) =>
        [.. Enumerable.Range(0, (int)Call($"adc_app_{kind}_count"))
            .Select(index => (Call($"adc_app_{kind}", (uint)index), (int)Call($"adc_app_{kind}_bytes", (uint)index)))];

    private uint Call(string function, params ReadOnlySpan<uint> arguments) => CallCounted(function, arguments).Value;

    private BoardCall CallCounted(string function, params ReadOnlySpan<uint> arguments)
    {
        BoardCall call = board.Call(Symbol(function), arguments);
        return call.HasReturned ? call : throw Failure(function, call.Run, $"{function}: {call.Run.Reason}", limit);
    }

    private uint Word(uint address, int index) => BinaryPrimitives.ReadUInt32LittleEndian(board.ReadMemory(address + ((uint)index * sizeof(uint)), sizeof(uint)));

    private uint Symbol(string name) =>
        image.FindSymbol(name)?.Address ?? throw new BoardException($"the image has no symbol '{name}'; it was stripped, or is not adc's self-test");
}
