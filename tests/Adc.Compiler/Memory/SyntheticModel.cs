using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Memory;

namespace Adc.Tests.Memory;

/// <summary>A lowered model of which only buffers and steps matter.</summary>
internal sealed class SyntheticModel
{
    private readonly List<LoweredBuffer> buffers = [];
    private readonly List<Step> steps = [];
    private readonly List<BufferId> inputs = [];

    public BufferId Input(int size)
    {
        inputs.Add(Buffer(size));
        return inputs[^1];
    }

    public BufferId Buffer(int size)
    {
        var id = new BufferId(buffers.Count);
        buffers.Add(new(id, new TensorId(id.Value), BufferForm.Plain, size));
        return id;
    }

    /// <summary>A step that reads one buffer and writes a new one.</summary>
    public BufferId Step(BufferId from, int size, bool mayOverlay = false)
    {
        BufferId to = Buffer(size);
        steps.Add(new($"step {steps.Count}", new KernelCall(Kernels.Copy, []), from, to, mayOverlay));
        return to;
    }

    public LoweredModel Build(params BufferId[] outputs)
    {
        var type = new TensorType(ElementType.Int8, Shape.Of(1));
        var graph = new Graph("synthetic", buffers.Select(buffer => new Tensor(buffer.Tensor, $"t{buffer.Tensor.Value}", type)).ToSequence(), [], [], []);
        var node = new Node(new Tanh(), [], [new TensorId(0)], Adc.Compiler.Diagnostics.Origin.None);
        return new(
            graph, buffers.ToSequence(), [new LoweredLayer(0, node, Engine.Cpu, "", 0, steps.ToSequence())], [], inputs.ToSequence(), outputs.ToSequence());
    }

    /// <summary>Buffers of any size, each written once, read any number of times, some in place, some never.</summary>
    public static LoweredModel Random(Random random)
    {
        var model = new SyntheticModel();
        List<BufferId> written = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => model.Input(Size(random)))];
        for (int steps = random.Next(1, 20); steps > 0; steps--)
        {
            // Mostly chains, as networks are.
            BufferId from = random.Next(3) > 0 ? written[^1] : written[random.Next(written.Count)];
            int size = random.Next(3) == 0 ? 2 * model.buffers[from.Value].SizeInBytes : Size(random);
            written.Add(model.Step(from, size, random.Next(2) == 0));
        }

        BufferId[] computed = [.. written.Skip(model.inputs.Count)];
        return model.Build([computed[^1], .. computed[..^1].Where(_ => random.Next(6) == 0)]);
    }

    public static PlannedModel Planned(LoweredModel model, MemoryOptions options, params int[] offsets) => new(
        model, LiveRanges.Of(model, options), offsets.ToSequence(), offsets.Zip(model.Buffers, (offset, buffer) => offset + buffer.SizeInBytes).Max(), 0, options.Alignment);

    private static int Size(Random random) => random.Next(3) switch { 0 => random.Next(1, 20), 1 => 128, _ => random.Next(1, 3000) };
}
