namespace Adc.Simulator.Reference.Fast;

/// <summary>One node of a graph, prepared: the same bits as its reference, sooner.</summary>
internal interface IFastPath
{
    /// <summary>Computes the node's one output. May be called from several threads at a time, each with a scratch memory of its own.</summary>
    /// <param name="input">The bytes of the node's first input.</param>
    /// <param name="second">The bytes of its second input, empty where it has none.</param>
    /// <param name="output">Receives every byte of the output.</param>
    void Run(ReadOnlySpan<byte> input, ReadOnlySpan<byte> second, Span<byte> output, FastScratch scratch);
}
