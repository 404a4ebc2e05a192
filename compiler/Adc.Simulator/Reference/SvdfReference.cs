using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Filters over time: the new sum goes in at the end of each filter's memory, then the memory is weighed.</summary>
internal static class SvdfReference
{
    private static readonly int[] InputsWithoutBias = [0, 1, 2, 4];

    public static IReadOnlyList<ConstantData>? Evaluate(Svdf @operator, Invocation call)
    {
        Shape input = call.Input(0).Type.Shape, feature = call.Input(1).Type.Shape, time = call.Input(2).Type.Shape;
        if (input.Rank != 2 || feature.Rank != 2 || time.Rank != 2 || feature[0] % @operator.Rank != 0)
        {
            return null;
        }

        var extents = new Extents(input[0], input[1], feature[0], time[1], @operator.Rank);
        ElementType[] types = [.. InputsWithoutBias.Select(index => call.Input(index).Type.Element), call.Output.Element];
        return types switch
        {
            [ElementType.Float32, ElementType.Float32, ElementType.Float32, ElementType.Float32, ElementType.Float32] => OfReals(@operator, call, extents),
            [ElementType.Int8, ElementType.Int8, ElementType.Int16, ElementType.Int16, ElementType.Int8]
                or [ElementType.Int8, ElementType.Int8, ElementType.Int8, ElementType.Int8, ElementType.Int8]
                when InputsWithoutBias.All(index => call.Input(index).Type.Quantization is { IsPerChannel: false })
                    && call.Output.Quantization is { IsPerChannel: false } => OfIntegers(call, extents),
            _ => null,
        };
    }

    private static IReadOnlyList<ConstantData> OfReals(Svdf @operator, Invocation call, Extents extents)
    {
        float[] input = call.Input(0).Data.ToArray<float>(), feature = call.Input(1).Data.ToArray<float>(), time = call.Input(2).Data.ToArray<float>();
        float[]? bias = call.OptionalInput(3)?.Data.ToArray<float>();
        float[] state = Shifted(call.Input(4).Data.ToArray<float>(), extents);
        var output = new float[extents.Batch * extents.Units];
        (float low, float high) = @operator.Activation.Range();
        for (int batch = 0; batch < extents.Batch; batch++)
        {
            for (int unit = 0; unit < extents.Units; unit++)
            {
                float sum = bias?[unit] ?? 0;
                foreach (int filter in extents.FiltersOf(unit))
                {
                    float latest = 0;
                    for (int i = 0; i < extents.Input; i++)
                    {
                        latest += feature[(filter * extents.Input) + i] * input[(batch * extents.Input) + i];
                    }

                    int memory = extents.MemoryOf(batch, filter);
                    state[memory + extents.Memory - 1] = latest;
                    float weighed = 0;
                    for (int step = 0; step < extents.Memory; step++)
                    {
                        weighed += time[(filter * extents.Memory) + step] * state[memory + step];
                    }

                    sum += weighed;
                }

                output[(batch * extents.Units) + unit] = Math.Clamp(sum, low, high);
            }
        }

        return [ConstantData.Of<float>(output), ConstantData.Of<float>(state)];
    }

    private static IReadOnlyList<ConstantData> OfIntegers(Invocation call, Extents extents)
    {
        int[] input = IntegerElements.Read(call.Input(0)), feature = IntegerElements.Read(call.Input(1)), time = IntegerElements.Read(call.Input(2));
        int[]? bias = call.OptionalInput(3) is TensorValue value ? IntegerElements.Read(value) : null;
        int[] state = Shifted(IntegerElements.Read(call.Input(4)), extents);
        TensorType stateType = call.Input(4).Type;
        Quantization inputScale = call.Input(0).Type.Quantization!, stateScale = stateType.Quantization!, outputScale = call.Output.Quantization!;

        // Products and quotients of scales are taken in float32.
        var toState = Requantizer.Of(inputScale.Scale * call.Input(1).Type.Quantization!.Scale / stateScale.Scale);
        var toOutput = Requantizer.Of(stateScale.Scale * call.Input(2).Type.Quantization!.Scale / outputScale.Scale);
        (int low, int high) = IntegerElements.Range(stateType.Element);
        var output = new int[extents.Batch * extents.Units];
        for (int batch = 0; batch < extents.Batch; batch++)
        {
            for (int unit = 0; unit < extents.Units; unit++)
            {
                int sum = bias?[unit] ?? 0;
                foreach (int filter in extents.FiltersOf(unit))
                {
                    int latest = 0;
                    for (int i = 0; i < extents.Input; i++)
                    {
                        latest = unchecked(latest + (feature[(filter * extents.Input) + i] * (input[(batch * extents.Input) + i] - inputScale.ZeroPoint)));
                    }

                    // The sum is clamped before the zero point is added, so that a state with a zero point can wrap.
                    int memory = extents.MemoryOf(batch, filter);
                    int clamped = Math.Clamp(toState.ApplyElementwise(latest, call.Rounding), low, high);
                    state[memory + extents.Memory - 1] = Wrapped(stateType.Element, clamped + stateScale.ZeroPoint);
                    for (int step = 0; step < extents.Memory; step++)
                    {
                        sum = unchecked(sum + (time[(filter * extents.Memory) + step] * (state[memory + step] - stateScale.ZeroPoint)));
                    }
                }

                long scaled = (long)toOutput.ApplyElementwise(sum, call.Rounding) + outputScale.ZeroPoint;
                output[(batch * extents.Units) + unit] = (int)Math.Clamp(scaled, sbyte.MinValue, sbyte.MaxValue);
            }
        }

        return [IntegerElements.Write(ElementType.Int8, output), IntegerElements.Write(stateType.Element, state)];
    }

    private static int Wrapped(ElementType element, int value) => element == ElementType.Int8 ? unchecked((sbyte)value) : unchecked((short)value);

    /// <summary>Every filter's memory one step older; the last place of each waits for the latest sum.</summary>
    private static T[] Shifted<T>(T[] state, Extents extents)
    {
        for (int start = 0; start < state.Length; start += extents.Memory)
        {
            Array.Copy(state, start + 1, state, start, extents.Memory - 1);
        }

        return state;
    }

    private sealed record Extents(int Batch, int Input, int Filters, int Memory, int Rank)
    {
        public int Units => Filters / Rank;

        public IEnumerable<int> FiltersOf(int unit) => Enumerable.Range(unit * Rank, Rank);

        public int MemoryOf(int batch, int filter) => ((batch * Filters) + filter) * Memory;
    }
}
