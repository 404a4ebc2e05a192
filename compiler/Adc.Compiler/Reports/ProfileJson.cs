using System.Text.Json;

namespace Adc.Compiler.Reports;

/// <summary>The member "profile" of report.json: what holds layers up, who works when, and what would help.</summary>
internal static class ProfileJson
{
    public static void Write(Utf8JsonWriter json, ModelProfile profile)
    {
        json.WriteStartObject("profile");
        if (profile.CoreShare is double share)
        {
            json.WriteNumber("cpu_utilisation", Math.Round(share, 6));
        }

        if (profile.Joules is not null)
        {
            json.WriteString("energy_source", profile.Power!.Source);
            json.WriteNumber("energy_uncertainty", profile.Power.Uncertainty);
        }

        json.WriteStartArray("layers");
        foreach (LayerProfile layer in profile.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("index", layer.Layer.Index);
            json.WriteString("bound", layer.Bound.ToString().ToLowerInvariant());
            if (layer.Shares is CycleShares shares)
            {
                json.WriteNumber("arithmetic_cycles", shares.Arithmetic);
                json.WriteNumber("issue_cycles", shares.Issue);
                json.WriteNumber("flash_cycles", shares.Flash);
                json.WriteNumber("overhead_cycles", shares.Overhead);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("time_line");
        foreach (EngineSpan span in profile.TimeLine)
        {
            json.WriteStartObject();
            json.WriteString("engine", span.Engine.ToString().ToLowerInvariant());
            json.WriteNumber("layer", span.Layer);
            json.WriteNumber("start_cycle", span.Start);
            json.WriteNumber("end_cycle", span.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("hints");
        foreach (ProfileHint hint in profile.Hints)
        {
            json.WriteStartObject();
            json.WriteString("advice", hint.Advice);
            json.WriteNumber("saved_cycles", hint.SavedCycles);
            JsonText.Optional(json, "ram_bytes", hint.RamInBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
