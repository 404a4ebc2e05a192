using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board;

/// <summary>Counts the instructions and cycles of chosen functions from entry to return, callees included.</summary>
/// <param name="marks">Where the core announces its instructions.</param>
/// <param name="now">What counts of the core's work so far.</param>
/// <remarks>The core announces marked addresses only: the entries, and each place where a running one will return to.</remarks>
internal sealed class FunctionProfiler(CodeMarks marks, Func<CoreWork> now)
{
    private readonly Dictionary<uint, int> functionAt = [];
    private readonly Stack<Activation> running = new();
    private string[] names = [];
    private long[] calls = [];
    private CoreWork[] work = [];
    private int[] depth = [];

    private readonly record struct Activation(int Function, uint ReturnAddress, uint StackPointer, CoreWork Start);

    /// <param name="functions">Names and entries; bit 0 of an entry does not matter.</param>
    public void Watch(IReadOnlyList<(string Name, uint Entry)> functions)
    {
        marks.Clear();
        functionAt.Clear();
        names = [.. functions.Select(function => function.Name)];
        for (int i = 0; i < functions.Count; i++)
        {
            uint entry = functions[i].Entry & ~1u;
            functionAt.TryAdd(entry, i);
            marks.Set(entry);
        }

        Reset();
    }

    public void Reset()
    {
        running.Clear();
        calls = new long[names.Length];
        work = new CoreWork[names.Length];
        depth = new int[names.Length];
    }

    /// <summary>The core is about to execute the instruction at a marked address.</summary>
    public void Reached(uint address, CortexM33 core)
    {
        uint stackPointer = core[CoreRegister.Sp];
        Leave(address, stackPointer);
        if (functionAt.TryGetValue(address, out int function))
        {
            uint returnAddress = core[CoreRegister.Lr] & ~1u;
            bool loopsToItsEntry = running.TryPeek(out Activation latest)
                && latest.Function == function && latest.ReturnAddress == returnAddress && latest.StackPointer == stackPointer;
            if (!loopsToItsEntry)
            {
                Enter(function, returnAddress, stackPointer);
            }
        }
    }

    /// <summary>Ends the functions that return to this address with this stack; several do after tail calls.</summary>
    public void Leave(uint address, uint stackPointer)
    {
        while (running.TryPeek(out Activation latest) && latest.ReturnAddress == address && latest.StackPointer == stackPointer)
        {
            running.Pop();
            depth[latest.Function]--;
            if (depth[latest.Function] == 0)
            {
                work[latest.Function] += now() - latest.Start;
            }
        }
    }

    public IReadOnlyList<FunctionCount> Counts() =>
        [.. names.Select((name, i) => new FunctionCount(name, calls[i], work[i].Instructions) { Cycles = work[i].Cycles })];

    private void Enter(int function, uint returnAddress, uint stackPointer)
    {
        marks.Set(returnAddress);
        running.Push(new Activation(function, returnAddress, stackPointer, now()));
        calls[function]++;
        depth[function]++;
    }
}
