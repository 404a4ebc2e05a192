namespace Adc.Compiler.Ir;

/// <summary>What a node computes: attributes only, no tensors, no file format, no target.</summary>
public abstract record Operator
{
    /// <summary>Name as in the TensorFlow Lite schema, e.g. FULLY_CONNECTED.</summary>
    public abstract string Name { get; }

    /// <summary>Fewest and most inputs, and the number of outputs; missing optional inputs count.</summary>
    public abstract Arity Arity { get; }

    /// <summary>Attributes as they are printed in graphs and comments; empty when there is none.</summary>
    public virtual string Attributes => "";

    public sealed override string ToString() => Attributes.Length == 0 ? Name : $"{Name} {Attributes}";
}

/// <summary>How many tensors an operator reads and writes.</summary>
public readonly record struct Arity(int FewestInputs, int MostInputs, int Outputs);
