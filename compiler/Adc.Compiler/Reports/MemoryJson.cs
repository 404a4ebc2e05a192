using System.Text.Json;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Reports;

/// <summary>The part of <c>report.json</c> about flash, RAM and the places of tensors.</summary>
internal static class MemoryJson
{
    public static void Write(Utf8JsonWriter json, ReportFigures figures)
    {
        json.WriteStartObject("memory");
        if (figures.Compilation.Image is FirmwareImage image)
        {
            json.WriteStartObject("image_bytes");
            json.WriteNumber("boot", image.Sizes.Of(SourceRole.Boot).Flash);
            json.WriteNumber("app", image.Sizes.Of(SourceRole.App).Flash);
            json.WriteNumber("test_vectors", image.Sizes.Of(SourceRole.TestVectors).Flash);
            json.WriteEndObject();
            json.WriteNumber("flash_bytes", figures.FlashInBytes!.Value);
            json.WriteStartObject("flash");
            json.WriteNumber("code", figures.CodeInBytes!.Value);
            json.WriteNumber("constants", figures.ConstantsInBytes!.Value);
            if (figures.CopiedToRamInBytes is > 0 and int copied)
            {
                json.WriteNumber("copied_to_ram", copied);
            }

            json.WriteEndObject();
        }

        json.WriteNumber("ram_bytes", figures.RamInBytes);
        json.WriteStartObject("ram");
        json.WriteNumber("arena", figures.ArenaInBytes);
        if (figures.PinnedInBytes > 0)
        {
            json.WriteNumber("pinned_constants", figures.PinnedInBytes);
        }

        if (figures.ProgramsInRamInBytes > 0)
        {
            json.WriteNumber("programs", figures.ProgramsInRamInBytes);
        }

        json.WriteNumber("other", figures.RamInBytes - figures.ArenaInBytes - figures.PinnedInBytes - figures.ProgramsInRamInBytes);
        json.WriteEndObject();
        JsonText.Optional(json, "stack_bytes", figures.StackInBytes);
        json.WriteNumber("arena_lower_bound_bytes", figures.Compilation.Plan.LowerBoundInBytes);
        WriteTensors(json, figures.Compilation);
        json.WriteEndObject();
    }

    /// <summary>Where tensors lie in the arena, right after the layer that computes them.</summary>
    public static void WriteTensors(Utf8JsonWriter json, Compilation compilation)
    {
        json.WriteStartArray("tensors");
        foreach (TensorPlace place in ModelLayout.Of(compilation).Tensors)
        {
            json.WriteStartObject();
            json.WriteNumber("tensor", place.SourceIndex);
            json.WriteString("type", place.Type.Element.DisplayName());
            JsonText.WriteShape(json, "shape", place.Type.Shape);
            if (place.Input is int input)
            {
                json.WriteNumber("input", input);
            }
            else
            {
                json.WriteNumber("layer", place.Layer);
            }

            json.WriteNumber("offset", place.Offset);
            json.WriteString("form", place.Form.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
