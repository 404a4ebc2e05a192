using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>LSTM step by step: gates from the input and the last hidden state, then the cell state, then the hidden state.</summary>
/// <remarks>
/// Integers as in TensorFlow Lite Micro, whatever the rounding: gates have 12 fraction bits before and 15 behind their function, and every
/// product is scaled, clamped and added on its own.
/// </remarks>
internal static class UnidirectionalSequenceLstmReference
{
    private const float GateScale = 1f / 4096, UnitScale = 1f / 32768;

    private static readonly int[] Activations = [0, 13];

    private static readonly int[] Weights = [1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly int[] Biases = [9, 10, 11, 12];

    private enum Gate
    {
        Input,
        Forget,
        Cell,
        Output,
    }

    public static IReadOnlyList<ConstantData>? Evaluate(UnidirectionalSequenceLstm @operator, Invocation call)
    {
        bool AreAll(ElementType element, IEnumerable<int> inputs) => inputs.All(index => call.Input(index).Type.Element == element);
        if (call.Input(0).Type.Shape.Rank != 3 || call.Output.Shape.Rank != 3)
        {
            return null;
        }

        if (call.Output.Element == ElementType.Float32 && AreAll(ElementType.Float32, Enumerable.Range(0, 15)))
        {
            return new OfReals(@operator, call).Run();
        }

        bool isQuantized = call.Output.Element == ElementType.Int8 && AreAll(ElementType.Int8, Activations.Concat(Weights)) && AreAll(ElementType.Int32, Biases)
            && call.Input(14).Type.Element == ElementType.Int16
            && Activations.Concat(Weights).Append(14).All(index => call.Input(index).Type.Quantization is { IsPerChannel: false });
        return isQuantized && IsPowerOfTwo(call.Input(14).Type.Quantization!.Scale) ? new OfIntegers(@operator, call).Run() : null;
    }

    private static bool IsPowerOfTwo(float scale) => scale <= 1 && scale >= 1f / (1 << 25) && MathF.ScaleB(1, MathF.ILogB(scale)) == scale;

    /// <summary>The walk over batches and steps, for elements that are computed with as T.</summary>
    private abstract class Walk<T>(UnidirectionalSequenceLstm @operator, Invocation call)
    {
        protected UnidirectionalSequenceLstm Operator { get; } = @operator;

        protected Invocation Call { get; } = call;

        protected int Units => Call.Output.Shape[2];

        private int Batches => Call.Input(0).Type.Shape[Operator.IsTimeMajor ? 1 : 0];

        private int Steps => Call.Input(0).Type.Shape[Operator.IsTimeMajor ? 0 : 1];

        private int Inputs => Call.Input(0).Type.Shape[2];

        /// <summary>Computes all steps of one batch, changing hidden and cell state; hands on the hidden state after each.</summary>
        protected void Run(T[] x, T[] hidden, T[] cell, T[] output)
        {
            for (int batch = 0; batch < Batches; batch++)
            {
                T[] h = hidden[(batch * Units)..((batch + 1) * Units)], c = cell[(batch * Units)..((batch + 1) * Units)];
                for (int step = 0; step < Steps; step++)
                {
                    int row = Operator.IsTimeMajor ? (step * Batches) + batch : (batch * Steps) + step;
                    h = Step(x[(row * Inputs)..((row + 1) * Inputs)], h, c);
                    h.CopyTo(output, row * Units);
                }

                h.CopyTo(hidden, batch * Units);
                c.CopyTo(cell, batch * Units);
            }
        }

        /// <summary>The next hidden state; changes the cell state.</summary>
        protected abstract T[] Step(T[] x, T[] hidden, T[] cell);
    }

    private sealed class OfReals(UnidirectionalSequenceLstm @operator, Invocation call) : Walk<float>(@operator, call)
    {
        private readonly float[][] tensors = [.. Enumerable.Range(0, 15).Select(index => call.Input(index).Data.ToArray<float>())];

        public IReadOnlyList<ConstantData> Run()
        {
            float[] hidden = tensors[13], cell = tensors[14], output = new float[Call.Output.Shape.ElementCount];
            Run(tensors[0], hidden, cell, output);
            return [ConstantData.Of<float>(output), ConstantData.Of<float>(hidden), ConstantData.Of<float>(cell)];
        }

        protected override float[] Step(float[] x, float[] hidden, float[] cell)
        {
            float[] Gated(Gate gate, Func<float, float> function) =>
                [.. Enumerable.Range(0, Units).Select(unit => function(Sum(gate, unit, x, hidden)))];
            float[] forget = Gated(Gate.Forget, RealFunctions.Logistic), input = Gated(Gate.Input, RealFunctions.Logistic);
            float[] update = Gated(Gate.Cell, RealFunctions.Tanh), output = Gated(Gate.Output, RealFunctions.Logistic);
            float clip = Operator.CellClip;
            for (int unit = 0; unit < Units; unit++)
            {
                float kept = forget[unit] * cell[unit], added = input[unit] * update[unit], sum = kept + added;
                cell[unit] = clip > 0 ? Math.Clamp(sum, -clip, clip) : sum;
            }

            return [.. cell.Select((value, unit) => RealFunctions.Tanh(value) * output[unit])];
        }

        private float Sum(Gate gate, int unit, float[] x, float[] hidden)
        {
            static float Product(float[] weights, float[] values, int unit)
            {
                float sum = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    sum += weights[(unit * values.Length) + i] * values[i];
                }

                return sum;
            }

            return Product(tensors[1 + (int)gate], x, unit) + tensors[9 + (int)gate][unit] + Product(tensors[5 + (int)gate], hidden, unit);
        }
    }

    private sealed class OfIntegers(UnidirectionalSequenceLstm @operator, Invocation call) : Walk<int>(@operator, call)
    {
        private readonly int[][] tensors = [.. Enumerable.Range(0, 15).Select(index => IntegerElements.Read(call.Input(index)))];

        public IReadOnlyList<ConstantData> Run()
        {
            int[] hidden = tensors[13], cell = tensors[14], output = new int[Call.Output.Shape.ElementCount];
            Run(tensors[0], hidden, cell, output);
            return [IntegerElements.Write(ElementType.Int8, output), IntegerElements.Write(ElementType.Int8, hidden), IntegerElements.Write(ElementType.Int16, cell)];
        }

        protected override int[] Step(int[] x, int[] hidden, int[] cell)
        {
            int[] Gated(Gate gate, Func<Invocation, ConstantData?> function) =>
                Apply(function, GateScale, [.. Enumerable.Range(0, Units).Select(unit => Sum(gate, unit, x, hidden))]);
            int[] forget = Gated(Gate.Forget, ShortSigmoid.Logistic), input = Gated(Gate.Input, ShortSigmoid.Logistic);
            int[] update = Gated(Gate.Cell, ShortSigmoid.Tanh), output = Gated(Gate.Output, ShortSigmoid.Logistic);
            float scale = ScaleOf(14).Scale;
            int clip = Operator.CellClip > 0 ? (int)Math.Min((double)Operator.CellClip / scale, short.MaxValue) : short.MaxValue + 1;
            var kept = Requantizer.Of(UnitScale);
            Requantizer added = Requantizer.Of((double)UnitScale * UnitScale / scale), shown = Requantizer.Of((double)UnitScale * UnitScale / ScaleOf(13).Scale);
            for (int unit = 0; unit < Units; unit++)
            {
                int sum = Short(kept.ApplyElementwise(forget[unit] * cell[unit], Call.Rounding)) + Short(added.ApplyElementwise(input[unit] * update[unit], Call.Rounding));
                cell[unit] = Math.Clamp(Short(sum), -clip, clip);
            }

            int zeroPoint = ScaleOf(13).ZeroPoint;
            int[] squashed = Apply(ShortSigmoid.Tanh, scale, cell);
            return [.. squashed.Select((value, unit) =>
                (int)Math.Clamp((long)shown.ApplyElementwise(value * output[unit], Call.Rounding) + zeroPoint, sbyte.MinValue, sbyte.MaxValue))];
        }

        // The two products are scaled and clamped on their own.
        private int Sum(Gate gate, int unit, int[] x, int[] hidden) => Short(
            Short(Product(1 + (int)gate, 0, unit, x, tensors[9 + (int)gate][unit])) + Short(Product(5 + (int)gate, 13, unit, hidden, 0)));

        private int Product(int weights, int source, int unit, int[] values, int bias)
        {
            int sum = bias, zeroPoint = ScaleOf(source).ZeroPoint;
            for (int i = 0; i < values.Length; i++)
            {
                sum = unchecked(sum + (tensors[weights][(unit * values.Length) + i] * (values[i] - zeroPoint)));
            }

            double factor = (double)Math.Min(ScaleOf(source).Scale * ScaleOf(weights).Scale, float.MaxValue) / GateScale;
            return Requantizer.Of(factor).ApplyElementwise(sum, Call.Rounding);
        }

        private static int[] Apply(Func<Invocation, ConstantData?> function, float scale, int[] values)
        {
            var shape = Shape.Of(values.Length);
            var from = new TensorType(ElementType.Int16, shape, Quantization.PerTensor(scale, 0));
            var to = new TensorType(ElementType.Int16, shape, Quantization.PerTensor(UnitScale, 0));
            var call = new Invocation([new TensorValue(from, IntegerElements.Write(ElementType.Int16, values))], [to], Rounding.Tflm);
            return Array.ConvertAll(function(call)!.ToArray<short>(), value => (int)value);
        }

        private static int Short(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

        private Quantization ScaleOf(int input) => Call.Input(input).Type.Quantization!;
    }
}
