using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Reports.Svg;

/// <summary>A buffer in the picture of the arena: bytes from <paramref name="Offset"/>, steps of <paramref name="Range"/>.</summary>
/// <param name="Class">"io", "tensor", "scratch" or "state".</param>
internal sealed record ArenaBox(string Class, string Name, string Title, int Offset, int SizeInBytes, LiveRange Range)
{
    public static IReadOnlyList<ArenaBox> AllOf(PlannedModel plan)
    {
        LoweredModel model = plan.Lowered;
        HashSet<BufferId> ports = [.. model.Inputs.Concat(model.Outputs)], states = [.. model.States.Select(state => state.Buffer)];
        return [.. model.Buffers.Where(buffer => buffer.SizeInBytes > 0).Select(buffer =>
        {
            string kind = states.Contains(buffer.Id) ? "state" : ports.Contains(buffer.Id) ? "io" : buffer.Form == BufferForm.Scratch || buffer.Tensor.IsNone ? "scratch" : "tensor";
            Tensor? tensor = kind == "scratch" ? null : model.Graph[buffer.Tensor];
            string name = tensor is null ? "scratch" : Printable.Text(tensor.Name);
            LiveRange range = plan.Ranges[buffer.Id.Value];
            int offset = plan.OffsetOf(buffer.Id);
            string type = tensor is null ? "" : $"{tensor.Type.Element.DisplayName()} {tensor.Type.Shape}, ";
            string form = buffer.Form is BufferForm.Widened or BufferForm.Unsigned ? $", stored {buffer.Form.ToString().ToLowerInvariant()}" : "";
            return new ArenaBox(
                kind, name, $"{name}: {type}{Readable.Count(buffer.SizeInBytes)} B at {Readable.Count(offset)}{form}, {Steps(range, model)}", offset, buffer.SizeInBytes, range);
        })];
    }

    private static string Steps(LiveRange range, LoweredModel model)
    {
        string first = range.First < 0 ? "the start" : $"step {range.First}", last = range.Last >= model.Steps.Count() ? "the end" : $"step {range.Last}";
        return first == last ? first : $"{first} to {last}";
    }
}
