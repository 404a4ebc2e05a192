using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>float32 to int8 or int16 by the FPU; bytes to bytes by a table; other integers by rescaling.</summary>
internal sealed class QuantizeLowering : ILowering
{
    private static readonly Dictionary<(ElementType From, ElementType To), Kernel> Rescalings = new()
    {
        [(ElementType.Int8, ElementType.Int16)] = Kernels.RescaleS8S16,
        [(ElementType.Int8, ElementType.Int32)] = Kernels.RescaleS8S32,
        [(ElementType.Int16, ElementType.Int8)] = Kernels.RescaleS16S8,
        [(ElementType.Int16, ElementType.Int16)] = Kernels.RescaleS16S16,
        [(ElementType.Int16, ElementType.Int32)] = Kernels.RescaleS16S32,
        [(ElementType.Int32, ElementType.Int8)] = Kernels.RescaleS32S8,
        [(ElementType.Int32, ElementType.Int16)] = Kernels.RescaleS32S16,
    };

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule("the output must have per-tensor quantization", (node, graph) => IsPerTensor(graph.TypeOf(node.Output))),
        new TypeRule(
            "the input must be float32, or have per-tensor quantization",
            (node, graph) => Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Inputs[0])) || IsPerTensor(graph.TypeOf(node.Inputs[0]))),
        new TypeRule(
            "the types must be float32 to int8 or int16, int8 to another, uint8 to int8, int16 to int8, int16 or int32, or int32 to int8 or int16",
            (node, graph) => (graph.TypeOf(node.Inputs[0]).Element, graph.TypeOf(node.Output).Element) switch
            {
                (ElementType.Float32, ElementType.Int8 or ElementType.Int16) => true,
                (ElementType.Int8, ElementType.Int8 or ElementType.UInt8) or (ElementType.UInt8, ElementType.Int8) => true,
                (ElementType from, ElementType to) => Rescalings.ContainsKey((from, to)),
            }),
        Int16Calls.ScaleRatio,
        Lowering.Cpu.Rules.InputIsNotConstant,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]), output = context.TypeOf(node.Output);
        if (Lowering.Cpu.Rules.IsFloat(input))
        {
            LowerReals(node, context);
        }
        else if (Rescalings.TryGetValue((input.Element, output.Element), out Kernel? kernel))
        {
            LowerIntegers(node, context, kernel);
        }
        else
        {
            LookupLowering.LowerAsTable(node, context);
        }
    }

    private static void LowerReals(Node node, LoweringContext context)
    {
        TensorType output = context.TypeOf(node.Output);
        bool isInt16 = output.Element == ElementType.Int16, widened = !isInt16 && context.AllReadersPreferWidened(node.Output);
        context.Decide(Engine.Cpu, widened ? "stores int16, as its reader wants it" : isInt16 ? "stores int16" : "stores int8");
        context.Add(new Step(
            "quantize",
            new KernelCall(KernelFor(context.Options.Rounding, widened, isInt16), DequantizeLowering.Parameters(output)),
            context.Read(node.Inputs[0], BufferForm.Plain),
            context.Allocate(node.Output, widened ? BufferForm.Widened : BufferForm.Plain),
            MayOverlay: true)); // each element is read before the smaller one is stored below it
    }

    private static void LowerIntegers(Node node, LoweringContext context, Kernel kernel)
    {
        TensorType input = context.TypeOf(node.Inputs[0]), output = context.TypeOf(node.Output);
        (int low, int high) = output.Element switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => (int.MinValue, int.MaxValue),
        };
        double ratio = (double)input.Quantization!.Scale / output.Quantization!.Scale;
        context.Decide(Engine.Cpu, "rescales in integers");
        context.Add(new Step(
            "rescale", Int16Calls.Rescale(kernel, input, output, ratio, low, high, context),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain),
            MayOverlay: output.Element.SizeInBytes() <= input.Element.SizeInBytes()));
    }

    // TensorFlow Lite for hosts divides in double precision, the others in float32.
    private static Kernel KernelFor(Rounding rounding, bool widened, bool isInt16) => (rounding == Rounding.Tflite, widened, isInt16) switch
    {
        (true, _, true) => Kernels.QuantizeExactF32Q16,
        (false, _, true) => Kernels.QuantizeF32Q16,
        (true, true, _) => Kernels.QuantizeExactF32S16,
        (true, false, _) => Kernels.QuantizeExactF32S8,
        (false, true, _) => Kernels.QuantizeF32S16,
        (false, false, _) => Kernels.QuantizeF32S8,
    };

    private static bool IsPerTensor(TensorType type) => type.Quantization is { IsPerChannel: false };
}
