using System.Text.Json;
using Adc.Compiler.Pipeline;
using Adc.Mvp;

namespace Adc.Compiler.Reports;

/// <summary>What report.json says of the cycle models, so that measured cycles can be held against it.</summary>
internal static class TimingJson
{
    /// <summary>Constants of the cycle models.</summary>
    public static void WriteConstants(Utf8JsonWriter json, CompileRequest request)
    {
        MvpTiming timing = request.Accelerator?.Options.Timing ?? request.Target.Timing.Accelerator;
        json.WriteStartObject("timing");
        json.WriteNumber("program_overhead_cycles", timing.ProgramOverheadInCycles);
        json.WriteNumber("flash_line_cycles", timing.FlashLineInCycles);
        json.WriteNumber("fence_cycles", timing.FenceInCycles);
        json.WriteString("ram_ports", timing.LoadsShareRamPort ? "shared" : "separate");
        json.WriteNumber("core_cycles_per_instruction", request.Target.Timing.CyclesPerInstruction);
        json.WriteEndObject();
    }

    /// <summary>How the cycles of a layer depend on the constants.</summary>
    public static void WriteTerms(Utf8JsonWriter json, MvpTimingSample terms)
    {
        json.WriteStartObject("cycle_terms");
        json.WriteNumber("fixed", terms.Fixed);
        json.WriteNumber("programs", terms.Programs);
        json.WriteNumber("per_flash_line_cycle", terms.FlashWaits);
        json.WriteNumber("per_fence_cycle", terms.Fences);
        json.WriteNumber("if_ram_ports_are_shared", terms.PortConflicts);
        json.WriteEndObject();
    }
}
