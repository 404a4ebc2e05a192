namespace Adc.Compiler.Ir.Operators;

/// <summary>What a window finds beyond the edges of its image.</summary>
public enum Padding
{
    /// <summary>Enough zeros that there is one output per stride, the odd one at the end.</summary>
    Same,

    /// <summary>Nothing: the window stays inside.</summary>
    Valid,
}
