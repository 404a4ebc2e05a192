using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Cpu;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A convolution in the terms of the accelerator: centred inputs, constants added at the end.</summary>
/// <remarks>
/// With x' = (x − centre) * 2^-15 in half precision, an output is (Σ w x') * Scale + Constant, where Scale = multiplier * 2^15 and
/// Constant = (bias + Σ w (centre − zero point)) * multiplier + output zero point, +128 when the output is stored without sign. Padding
/// is the zero point.
/// </remarks>
/// <param name="Input">[batch, height, width, channels]</param>
/// <param name="Output">[batch, height, width, channels]</param>
/// <param name="Weights">[output channels, height, width, depth]</param>
/// <param name="Depth">Input channels that an output reads: all of them, or its own alone.</param>
/// <param name="Multipliers">Real factors, one or one per output channel.</param>
/// <param name="Low">Lowest output after the activation.</param>
/// <param name="High">Highest output after the activation.</param>
internal sealed record ConvolutionOperands(
    Shape Input, Shape Output, WindowAxis Vertical, WindowAxis Horizontal, int Depth, sbyte[] Weights, long[] Bias, double[] Multipliers,
    int InputZeroPoint, int OutputZeroPoint, int Low, int High, BufferForm InputForm, BufferForm OutputForm)
{
    public int Batches => Input[0];

    public int Height => Input[1];

    public int Width => Input[2];

    public int Channels => Input[3];

    public int Rows => Output[1];

    public int Columns => Output[2];

    public int Outputs => Output[3];

    public int KernelHeight => Vertical.Kernel;

    public int KernelWidth => Horizontal.Kernel;

    /// <summary>Products in one sum.</summary>
    public int Inputs => KernelHeight * KernelWidth * Depth;

    /// <summary>What the scale program adds to x * 2^-15.</summary>
    public double CentreTerm => -(Centre + (InputForm == BufferForm.Unsigned ? 128 : 0)) * HalfPrecision.SumScale;

    /// <summary>What is subtracted from inputs: their zero point, or what they are on average.</summary>
    public int Centre { get; init; } = InputZeroPoint;

    /// <summary>x' of padding.</summary>
    public double PaddingTerm => (InputZeroPoint - Centre) * HalfPrecision.SumScale;

    public bool ReadsSigned => InputForm == BufferForm.Plain;

    public bool StoresSigned => OutputForm == BufferForm.Plain;

    public static ConvolutionOperands OfConv2D(LayerRequest request)
    {
        var numbers = Conv2DNumbers.Of(request.Node, request.Graph);
        return new(
            numbers.Input, numbers.Output, numbers.Vertical, numbers.Horizontal, numbers.Kernel[3], numbers.Weights, numbers.Bias, RealMultipliers(request),
            numbers.InputZeroPoint, numbers.OutputZeroPoint, numbers.Low, numbers.High, request.InputForms[0], request.OutputForm);
    }

    /// <summary>A kernel of its own for each output channel. With a single input channel that is a convolution too.</summary>
    public static ConvolutionOperands OfDepthwise(LayerRequest request)
    {
        var @operator = (DepthwiseConv2D)request.Node.Operator;
        Tensor weights = request.Graph[request.Node.Inputs[1]];
        Shape kernel = weights.Type.Shape;
        (int low, int high) = QuantizedClamp.Of(@operator.Activation, request.Output);
        return new(
            request.Input.Shape, request.Output.Shape, @operator.Vertical(request.Input.Shape, kernel), @operator.Horizontal(request.Input.Shape, kernel),
            1, OutputsFirst(weights.Data!.ToArray<sbyte>(), kernel[3]), ConvolutionRules.Bias(request.Node.Input(2), kernel[3], request.Graph), RealMultipliers(request),
            request.Input.Quantization!.ZeroPoint, request.Output.Quantization!.ZeroPoint, low, high, request.InputForms[0], request.OutputForm);
    }

    /// <summary>A transposed convolution. Its axes are those of the convolution that it transposes, whose input is its output.</summary>
    public static ConvolutionOperands OfTransposed(LayerRequest request)
    {
        var @operator = (TransposeConv)request.Node.Operator;
        Tensor weights = request.Graph[request.Node.Inputs[1]];
        Shape kernel = weights.Type.Shape;
        TensorType input = request.Graph.TypeOf(request.Node.Inputs[2]);
        (int low, int high) = QuantizedClamp.Of(@operator.Activation, request.Output);
        return new(
            input.Shape, request.Output.Shape, @operator.Window.Vertical(request.Output.Shape[1], kernel[1]), @operator.Window.Horizontal(request.Output.Shape[2], kernel[2]),
            kernel[3], weights.Data!.ToArray<sbyte>(), ConvolutionRules.Bias(request.Node.Input(3), kernel[0], request.Graph),
            [.. ConvolutionRules.RealMultipliers(input, weights.Type, request.Output)],
            input.Quantization!.ZeroPoint, request.Output.Quantization!.ZeroPoint, low, high, request.InputForms[0], request.OutputForm);
    }

    public double Multiplier(int output) => Multipliers[Multipliers.Length > 1 ? output : 0];

    /// <summary>Weight of an output channel and a tap; 0 where outputs are padded.</summary>
    public sbyte Weight(int output, int tap) => output < Outputs ? Weights[(output * Inputs) + tap] : (sbyte)0;

    /// <summary>Factor of the sum; 0 where outputs are padded.</summary>
    public double Scale(int output) => output < Outputs ? Multiplier(output) / HalfPrecision.SumScale : 0;

    /// <summary>What is added to the scaled sum; 0 where outputs are padded.</summary>
    public double LateConstant(int output)
    {
        if (output >= Outputs)
        {
            return 0;
        }

        long sum = Bias[output];
        for (int tap = 0; Centre != InputZeroPoint && tap < Inputs; tap++)
        {
            sum += (long)Weights[(output * Inputs) + tap] * (Centre - InputZeroPoint);
        }

        return (sum * Multiplier(output)) + OutputZeroPoint + (StoresSigned ? 0 : 128);
    }

    /// <summary>Every constant is finite in half precision, and so is every sum that there can be.</summary>
    public bool IsRepresentable => AreRepresentable([Enumerable.Range(0, Inputs)]);

    /// <summary>The same where an output sums up only some of the taps.</summary>
    /// <param name="sums">The taps of each kind of sum.</param>
    public bool AreRepresentable(IEnumerable<IEnumerable<int>> sums)
    {
        int[][] taps = [.. sums.Select(sum => sum.ToArray())];
        return Multipliers.All(multiplier => multiplier / HalfPrecision.SumScale <= HalfPrecision.Largest)
            && Enumerable.Range(0, Outputs).All(output => taps.All(sum =>
                LargestSum(output, sum) + Math.Abs(LateConstant(output)) <= HalfPrecision.Largest / RoundingReserve(sum.Length)));
    }

    // Each product may be rounded once, and each sum, by 2^-11 of themselves.
    private static double RoundingReserve(int products) => 1 + ((products + 2) / 2048.0);

    private double LargestSum(int output, int[] taps)
    {
        double sum = 0;
        foreach (int tap in taps)
        {
            sum += Math.Abs((int)Weights[(output * Inputs) + tap]);
        }

        return sum * Math.Max(sbyte.MaxValue - Centre, Centre - sbyte.MinValue) * Multiplier(output);
    }

    private static double[] RealMultipliers(LayerRequest request) =>
        [.. ConvolutionRules.RealMultipliers(request.Input, request.Graph.TypeOf(request.Node.Inputs[1]), request.Output)];

    private static sbyte[] OutputsFirst(sbyte[] weights, int outputs)
    {
        var turned = new sbyte[weights.Length];
        int taps = weights.Length / outputs;
        for (int index = 0; index < weights.Length; index++)
        {
            turned[(index % outputs * taps) + (index / outputs)] = weights[index];
        }

        return turned;
    }
}
