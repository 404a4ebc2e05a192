using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>Draws one kind of layer: an operator with random attributes on operands of random shapes.</summary>
internal abstract class RandomLayer
{
    /// <summary>Name of the operator's record, with what is particular about the layer: "Conv2D", "Conv2D int16".</summary>
    public abstract string Name { get; }

    /// <summary>How the TensorFlow Lite 2.9 library must compare with the reference under its rounding.</summary>
    public virtual Agreement WithLibrary => Agreement.BitForBit;

    /// <summary>False for a layer that the reference knows but no target: it takes no part in tests of emitted C.</summary>
    public virtual bool HasTarget => true;

    /// <summary>A type that the layer takes, for a model that consists of it alone. Small: tests run thousands of them.</summary>
    public abstract TensorType AnyInput(LayerDraft draft);

    /// <summary>True when the layer can follow a value of this type in a larger network.</summary>
    public abstract bool Accepts(TensorType type);

    /// <summary>Adds the layer behind a value that it accepts.</summary>
    public abstract void Add(LayerDraft draft, Value input);

    /// <summary>A model of this layer alone; its outputs are what the layer computes.</summary>
    public Graph Alone(int seed)
    {
        var draft = new LayerDraft(new Random(seed));
        Value input = draft.Input(AnyInput(draft));
        Add(draft, input);
        Graph graph = draft.Build([]);
        TensorId[] outputs = [.. graph.Nodes.SelectMany(node => node.Outputs).Where(id => !graph.ReadersOf(id).Any() && graph.States.All(state => state.After != id))];
        return graph with { Outputs = outputs.ToSequence() };
    }

    public sealed override string ToString() => Name;
}

/// <summary>How close two engines must be.</summary>
/// <param name="Steps">Greatest difference of integer elements.</param>
/// <param name="Relative">Greatest difference of float32 elements, relative to the greatest magnitude in the tensor.</param>
/// <param name="Reason">Why not exactly; or, when <paramref name="IsCompared"/> is false, why not at all.</param>
internal sealed record Agreement(int Steps, double Relative, string Reason, bool IsCompared = true)
{
    public static Agreement BitForBit { get; } = new(0, 0, "");

    public static Agreement Within(int steps, string reason) => new(steps, 0, reason);

    public static Agreement WithinRelative(double relative, string reason) => new(0, relative, reason);

    public static Agreement None(string reason) => new(0, 0, reason, IsCompared: false);
}
