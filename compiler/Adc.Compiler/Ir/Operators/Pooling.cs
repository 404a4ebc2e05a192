namespace Adc.Compiler.Ir.Operators;

/// <summary>What a pool makes of the elements under its window.</summary>
public enum Pooling
{
    Average,
    Max,
}
