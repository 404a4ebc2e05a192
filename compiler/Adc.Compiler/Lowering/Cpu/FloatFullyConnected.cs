using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>FULLY_CONNECTED in float32: the plain loop, for small layers at the edges of a network.</summary>
internal static class FloatFullyConnected
{
    /// <summary>True when input, weights, bias and output are all float32.</summary>
    public static bool Takes(Node node, Graph graph) =>
        node.Inputs.Where(id => !id.IsNone).Append(node.Output).All(id => Rules.IsFloat(graph.TypeOf(id)));

    public static void Lower(Node node, LoweringContext context)
    {
        if (context.Accelerator?.Options.ForceMvp.Names(node, context.Graph) == true)
        {
            context.Diagnostics.Report(Catalogue.AcceleratorRefused, node.Origin, "there is no program for float32");
        }

        Tensor weights = context.Graph[node.Inputs[1]];
        int rows = weights.Type.Shape[0], columns = weights.Type.Shape[1];
        ConstantData bias = node.Input(2).IsNone ? ConstantData.Of<float>(new float[rows]) : context.Graph[node.Input(2)].Data!;
        (float low, float high) = ((FullyConnected)node.Operator).Activation.Range();
        context.Decide(Engine.Cpu, "float32 by the FPU");
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.FullyConnectedF32,
            [
                new("weights", context.Constant("weights", ConstantElement.Float32, weights.Data!, "[rows][columns]")),
                new("bias", context.Constant("bias", ConstantElement.Float32, bias, "[rows]")),
                new("batches", new IntegerValue(context.TypeOf(node.Inputs[0]).Shape.ElementCount / columns)),
                new("rows", new IntegerValue(rows)),
                new("columns", new IntegerValue(columns)),
                new("low", new FloatValue(low)),
                new("high", new FloatValue(high)),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }
}
