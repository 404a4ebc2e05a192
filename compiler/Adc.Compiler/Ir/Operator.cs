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
public readonly record struct Arity(int FewestInputs, int MostInputs, int FewestOutputs, int MostOutputs)
{
    public Arity(int fewestInputs, int mostInputs, int outputs)
        : this(fewestInputs, mostInputs, outputs, outputs)
    {
    }

    /// <summary>True when a node with so many inputs and outputs is possible.</summary>
    public bool Allows(int inputs, int outputs) =>
        inputs >= FewestInputs && inputs <= MostInputs && outputs >= FewestOutputs && outputs <= MostOutputs;
}

/// <summary>An operator that moves states on: it reads them as they were and has as further outputs what becomes of them.</summary>
public interface IStateful
{
    /// <summary>Positions of the inputs that are states; the node's last outputs are the new ones, in the same order.</summary>
    Sequence<int> StateInputs { get; }
}

/// <summary>An operator that clamps its result by itself, so that a clamp behind it can become part of it.</summary>
public interface IActivated
{
    Activation Activation { get; }

    /// <summary>The same operator with another activation.</summary>
    Operator With(Activation activation);
}
