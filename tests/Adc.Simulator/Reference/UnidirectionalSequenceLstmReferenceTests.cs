using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

public sealed class UnidirectionalSequenceLstmReferenceTests
{
    [Fact]
    public void A_gate_that_sees_nothing_is_half_open_and_adds_nothing()
    {
        (int[] output, int[] hidden, int[] cell) = Integers(new UnidirectionalSequenceLstm(), cell: 1000);

        Assert.Equal([500], cell);
        Assert.Equal([3], output); // tanh(500 / 4096) / 2 is 7.8 steps of 1/128, above the zero point -5
        Assert.Equal(output, hidden);
    }

    [Fact]
    public void The_cell_state_is_clipped() => Assert.Equal([204], Integers(new UnidirectionalSequenceLstm(CellClip: 0.05f), cell: 1000).Cell);

    [Theory, Seeds(20)]
    public void Floats_follow_the_textbook_and_integers_follow_the_floats(int seed)
    {
        var random = new Random(seed);
        int units = random.Next(1, 5), inputs = random.Next(1, 5), steps = random.Next(1, 6);
        sbyte[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-128, 128))];
        const float InputScale = 1f / 64, WeightScale = 1f / 64, CellScale = 1f / 4096, HiddenScale = 1f / 128;
        List<TensorValue> integers = [Make.Int8(InputScale, 3, [1, steps, inputs], Draw(steps * inputs))];
        for (int index = 1; index <= 8; index++)
        {
            int columns = index <= 4 ? inputs : units;
            integers.Add(Make.Int8(WeightScale, 0, [units, columns], Draw(units * columns)));
        }

        for (int gate = 0; gate < 4; gate++)
        {
            integers.Add(new(
                Make.Type(ElementType.Int32, [units], InputScale * WeightScale), ConstantData.Of<int>([.. Enumerable.Range(0, units).Select(_ => random.Next(-4000, 4000))])));
        }

        integers.Add(Make.Int8(HiddenScale, -3, [1, units], Draw(units)));
        integers.Add(new(
            Make.Type(ElementType.Int16, [1, units], CellScale), ConstantData.Of<short>([.. Enumerable.Range(0, units).Select(_ => (short)random.Next(-8000, 8000))])));
        TensorValue[] reals = [.. integers.Select(Real)];
        float[] expected = Textbook(reals, units, inputs, steps);

        TensorType type = Make.Int8Type([1, steps, units], HiddenScale, -3);
        float[] floats = Evaluate(reals, Make.Float32Type(1, steps, units)).ToArray<float>();
        float[] quantized = Real(new TensorValue(type, Evaluate([.. integers], type))).Data.ToArray<float>();

        Assert.All(expected.Zip(floats), pair => Assert.InRange(pair.Second - pair.First, -1e-5f, 1e-5f));
        Assert.All(expected.Zip(quantized), pair => Assert.InRange(pair.Second - pair.First, -0.03f, 0.03f));
    }

    [Fact]
    public void The_order_of_batch_and_time_is_all_that_time_major_changes()
    {
        TensorValue[] inputs = Zeros(batch: 2, steps: 3, cell: 0);
        float[] x = [1, 2, 3, 4, 5, 6];
        inputs = [.. inputs.Select(Real)];
        inputs[3] = Make.Float32([1, 1], 0.1f);
        inputs[7] = Make.Float32([1, 1], 0.3f);

        float[] batchMajor = Evaluate([Make.Float32([2, 3, 1], x), .. inputs[1..]], Make.Float32Type(2, 3, 1)).ToArray<float>();
        float[] timeMajor = new ReferenceEvaluator(Rounding.Tflm).Evaluate(
            new UnidirectionalSequenceLstm(IsTimeMajor: true), [Make.Float32([3, 2, 1], 1, 4, 2, 5, 3, 6), .. inputs[1..]],
            [Make.Float32Type(3, 2, 1), Make.Float32Type(2, 1), Make.Float32Type(2, 1)])![0].ToArray<float>();

        Assert.Equal([batchMajor[0], batchMajor[3], batchMajor[1], batchMajor[4], batchMajor[2], batchMajor[5]], timeMajor);
    }

    private static ConstantData Evaluate(TensorValue[] inputs, TensorType output) => new ReferenceEvaluator(Rounding.Tflm).Evaluate(
        new UnidirectionalSequenceLstm(), inputs, [output, inputs[13].Type, inputs[14].Type])![0];

    private static (int[] Output, int[] Hidden, int[] Cell) Integers(UnidirectionalSequenceLstm @operator, short cell)
    {
        TensorValue[] inputs = Zeros(batch: 1, steps: 1, cell);
        IReadOnlyList<ConstantData> results = new ReferenceEvaluator(Rounding.Tflm).Evaluate(
            @operator, inputs, [Make.Int8Type([1, 1, 1], 1f / 128, -5), inputs[13].Type, inputs[14].Type])!;
        return (
            Array.ConvertAll(results[0].ToArray<sbyte>(), value => (int)value), Array.ConvertAll(results[1].ToArray<sbyte>(), value => (int)value),
            Array.ConvertAll(results[2].ToArray<short>(), value => (int)value));
    }

    /// <summary>One input, one unit, nothing but zeros and a cell state.</summary>
    private static TensorValue[] Zeros(int batch, int steps, short cell) =>
    [
        Make.Int8(1, 0, [batch, steps, 1], new sbyte[batch * steps]),
        .. Enumerable.Repeat(Make.Int8(0.01f, 0, [1, 1], 0), 8),
        .. Enumerable.Repeat(Make.Int32s(0), 4),
        Make.Int8(1f / 128, -5, [batch, 1], [.. Enumerable.Repeat((sbyte)-5, batch)]),
        new(Make.Type(ElementType.Int16, [batch, 1], 1f / 4096), ConstantData.Of<short>([.. Enumerable.Repeat(cell, batch)])),
    ];

    private static TensorValue Real(TensorValue value)
    {
        (float scale, int zeroPoint) = value.Type.Quantization is { } quantization ? (quantization.Scale, quantization.ZeroPoint) : (1, 0);
        float[] reals = [.. IntegerElements.Read(value).Select(element => scale * (element - zeroPoint))];
        return Make.Float32([.. value.Type.Shape.Extents], reals);
    }

    private static float[] Textbook(TensorValue[] inputs, int units, int columns, int steps)
    {
        float[][] tensors = [.. inputs.Select(input => input.Data.ToArray<float>())];
        double[] hidden = [.. tensors[13].Select(value => (double)value)], cell = [.. tensors[14].Select(value => (double)value)];
        List<float> output = [];
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        for (int step = 0; step < steps; step++)
        {
            double Sum(int gate, int unit) => tensors[9 + gate][unit]
                + Enumerable.Range(0, columns).Sum(i => (double)tensors[1 + gate][(unit * columns) + i] * tensors[0][(step * columns) + i])
                + Enumerable.Range(0, units).Sum(i => tensors[5 + gate][(unit * units) + i] * hidden[i]);
            double[] next = new double[units];
            for (int unit = 0; unit < units; unit++)
            {
                cell[unit] = (Sigmoid(Sum(1, unit)) * cell[unit]) + (Sigmoid(Sum(0, unit)) * Math.Tanh(Sum(2, unit)));
                next[unit] = Math.Tanh(cell[unit]) * Sigmoid(Sum(3, unit));
            }

            hidden = next;
            output.AddRange(hidden.Select(value => (float)value));
        }

        return [.. output];
    }
}
