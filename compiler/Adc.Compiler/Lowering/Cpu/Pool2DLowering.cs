using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>AVERAGE_POOL_2D and MAX_POOL_2D: four channels at a time under each window.</summary>
internal sealed class Pool2DLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new(
            "the output must keep scale and zero point of the input",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Quantization == graph.TypeOf(node.Output).Quantization),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var pool = (Pool2D)node.Operator;
        TensorType input = context.TypeOf(node.Inputs[0]), output = context.TypeOf(node.Output);
        WindowAxis vertical = pool.Vertical(input.Shape), horizontal = pool.Horizontal(input.Shape);
        (int low, int high) = QuantizedClamp.Of(pool.Activation, output);
        bool isAverage = pool.Pooling == Pooling.Average;
        context.Decide(Engine.Cpu, isAverage ? "adds up and divides, window by window" : "compares, window by window");
        context.Add(new Step(
            "pool",
            new KernelCall(
                isAverage ? Kernels.AveragePoolS8 : Kernels.MaxPoolS8,
                [.. new (string Name, long Value)[]
                {
                    ("batches", input.Shape[0]),
                    ("input_height", input.Shape[1]),
                    ("input_width", input.Shape[2]),
                    ("channels", input.Shape[3]),
                    ("output_height", output.Shape[1]),
                    ("output_width", output.Shape[2]),
                    ("kernel_height", pool.KernelHeight),
                    ("kernel_width", pool.KernelWidth),
                    ("stride_y", pool.Window.StrideY),
                    ("stride_x", pool.Window.StrideX),
                    ("padding_top", vertical.Before),
                    ("padding_left", horizontal.Before),
                    ("low", low),
                    ("high", high),
                }.Select(member => new KernelParameter(member.Name, new IntegerValue(member.Value)))]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain),
            MayOverlay: vertical.Before == 0 && horizontal.Before == 0)); // then no window begins before its output
    }
}
