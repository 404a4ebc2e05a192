using System.Runtime.InteropServices;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Mvp;
using Adc.Simulator.Reference;

namespace Adc.Simulator.Mvp;

/// <summary>Runs a planned model: its programs on the simulated accelerator, all other layers by the integer reference.</summary>
/// <remarks>CPU layers are exact on the target, so their reference is what the target computes.</remarks>
public sealed class MvpModelExecutor(PlannedModel plan, Rounding rounding, MvpSimulatorOptions options)
{
    private const byte SignBit = 0x80;

    private readonly MvpNumerics numerics = new(options);
    private readonly ReferenceEvaluator evaluator = new(rounding);

    private LoweredModel Model => plan.Lowered;

    private Graph Graph => plan.Lowered.Graph;

    /// <summary>Every tensor of every row that a layer computes, the inputs, and the states before.</summary>
    /// <exception cref="InvalidOperationException">A program faults, which the compiler's own checks exclude.</exception>
    /// <param name="threads">The greatest number of threads for layers of the core, or −1 for one per core.</param>
    public IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> RunAll(
        IReadOnlyList<Sequence<ConstantData>> rows, CancellationToken cancellation, int threads = -1) =>
        RunAll(rows, [.. Graph.States.Select(state => state.Initial)], threads, cancellation);

    /// <summary>As <see cref="RunAll(IReadOnlyList{Sequence{ConstantData}}, CancellationToken, int)"/>, with states that go from each row to the next.</summary>
    /// <exception cref="InvalidOperationException">A program faults, which the compiler's own checks exclude.</exception>
    public IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> RunSequence(IReadOnlyList<Sequence<ConstantData>> rows, CancellationToken cancellation)
    {
        List<IReadOnlyDictionary<TensorId, ConstantData>> results = [];
        foreach (Sequence<ConstantData> row in rows)
        {
            ConstantData[] states = [.. Graph.States.Select(state =>
                results.Count == 0 ? state.Initial : Graph[state.After].Data ?? results[^1][state.After])];
            results.Add(RunAll([row], states, -1, cancellation)[0]);
        }

        return results;
    }

    private Dictionary<TensorId, ConstantData>[] RunAll(
        IReadOnlyList<Sequence<ConstantData>> rows, ConstantData[] states, int threads, CancellationToken cancellation)
    {
        Dictionary<TensorId, ConstantData>[] values = [.. rows.Select(row => Graph.Inputs.Zip(row)
            .Concat(Graph.States.Zip(states, (state, value) => (state.Before, value))).ToDictionary(pair => pair.Item1, pair => pair.Item2))];
        foreach (LoweredLayer layer in Model.Layers)
        {
            cancellation.ThrowIfCancellationRequested();
            if (layer.Engine == Engine.Mvp)
            {
                RunPrograms(layer, values);
            }
            else
            {
                Parallel.ForEach(values, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, row => Evaluate(layer.Node, row));
            }
        }

        return values;
    }

    private void Evaluate(Node node, Dictionary<TensorId, ConstantData> row)
    {
        TensorValue?[] inputs = [.. node.Inputs.Select(id => id.IsNone ? null : new TensorValue(Graph.TypeOf(id), Graph[id].Data ?? row[id]))];
        IReadOnlyList<ConstantData> outputs = evaluator.Evaluate(node.Operator, inputs, [.. node.Outputs.Select(Graph.TypeOf)])
            ?? throw new InvalidOperationException($"the reference does not know {node.Operator.Name} for these types");
        foreach ((TensorId id, ConstantData value) in node.Outputs.Zip(outputs))
        {
            row[id] = value;
        }
    }

    private void RunPrograms(LoweredLayer layer, Dictionary<TensorId, ConstantData>[] values)
    {
        IReadOnlyList<ConstantData> outputs = RunLayer(layer, values);
        for (int row = 0; row < values.Length; row++)
        {
            values[row][layer.Node.Output] = outputs[row];
        }
    }

    /// <summary>Outputs of one layer of the accelerator, row by row.</summary>
    /// <param name="rows">The tensors that the layer reads.</param>
    /// <exception cref="InvalidOperationException">A program faults, which the compiler's own checks exclude.</exception>
    public IReadOnlyList<ConstantData> RunLayer(LoweredLayer layer, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> rows)
    {
        // Kernels before the first program only convert the input's form, which is done here.
        Step[] steps = [.. layer.Steps.Where(step => step.Call is ProgramCall)];
        KernelCall? expansion = layer.Steps[^1].Call is KernelCall last && last.Kernel == Kernels.ExpandF16S32 ? last : null;
        LoweredBuffer output = Model[steps.Last(step => expansion is not null || Model[step.Output].Tensor == layer.Node.Output).Output];
        MvpProgram[] programs = [.. steps.Select(step => ((ProgramCall)step.Call).Program)];
        MvpBuffer[] buffers = [.. programs.SelectMany(program => ProgramMemory.Describe(program, Model.Buffers, Model.Constants)).DistinctBy(buffer => buffer.Id)];
        Dictionary<MvpBufferId, ConstantData> constants = buffers.Where(buffer => ProgramMemory.IsConstant(buffer.Id))
            .ToDictionary(buffer => buffer.Id, buffer => Model.Constants[ProgramMemory.ConstantOf(buffer.Id)].Data);
        IEnumerable<LoweredBuffer> inputs = steps.SelectMany(step => step.Buffers).Distinct().Select(id => Model[id])
            .Where(buffer => !buffer.Tensor.IsNone && buffer.Tensor != layer.Node.Output);
        IReadOnlyList<byte[]> results = numerics.Run(
            programs, buffers, constants,
            [.. inputs.Select(input => new MvpRows(ProgramMemory.Of(input.Id), [.. rows.Select(row => InForm(row[input.Tensor].Bytes, input.Form))]))],
            ProgramMemory.Of(output.Id))
            ?? throw new InvalidOperationException($"a program of layer {layer.Index} faults");
        if (expansion is not null)
        {
            return [.. results.Select(result => Expanded(result, expansion))];
        }

        int size = Graph.TypeOf(layer.Node.Output).SizeInBytes;
        return [.. results.Select(result => new ConstantData(InForm(result.AsMemory(0, size), output.Form)))];
    }

    /// <summary>Half precision to int32 with fractional bits, ties away from zero.</summary>
    private static ConstantData Expanded(byte[] halves, KernelCall expansion)
    {
        int Parameter(string name) => (int)((IntegerValue)expansion.Parameters.Single(parameter => parameter.Name == name).Value).Value;
        int power = Parameter("power"), low = Parameter("low"), high = Parameter("high");
        ReadOnlySpan<Half> values = MemoryMarshal.Cast<byte, Half>(halves)[..Parameter("count")];
        var expanded = new int[values.Length];
        for (int i = 0; i < expanded.Length; i++)
        {
            expanded[i] = (int)Math.Clamp(Math.Round(Math.ScaleB((double)values[i], power), MidpointRounding.AwayFromZero), low, high);
        }

        return ConstantData.Of<int>(expanded);
    }

    // Adding and removing 128 both turn the sign bit.
    private static ReadOnlyMemory<byte> InForm(ReadOnlyMemory<byte> bytes, BufferForm form) =>
        form == BufferForm.Unsigned ? bytes.ToArray().Select(value => (byte)(value ^ SignBit)).ToArray() : bytes;
}
