using System.Text.Json;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>What <c>adc estimate --json</c> has as its report, schema adc.estimate/1.</summary>
public static class EstimateJson
{
    public static string Of(ModelEstimate estimate, bool training) => JsonText.Write("adc.estimate/1", json =>
    {
        json.WriteString("name", estimate.Name);
        json.WriteString("file", estimate.File);
        WriteFigures(json, estimate, training);
    });

    /// <summary>The members "layers", "inference" and, if asked for, "training".</summary>
    public static void WriteFigures(Utf8JsonWriter json, ModelEstimate estimate, bool training)
    {
        json.WriteStartArray("layers");
        foreach ((int index, EstimateRow row) in estimate.Rows.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteString("name", row.Name);
            json.WriteString("kind", row.Kind);
            json.WriteStartArray("output_shape");
            foreach (int extent in row.Output.Extents)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteNumber("macs", row.MultiplyAdds);
            WriteNns(json, estimate, row.NnsMultiplyAdds, row.NnsParameters);
            json.WriteNumber("parameters", row.Parameters);
            json.WriteNumber("parameter_bytes", row.ParameterBytes);
            json.WriteNumber("activations", row.Activations);
            json.WriteNumber("activation_bytes", row.ActivationBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTotal(json, estimate, "inference", 1, 1);
        if (training)
        {
            WriteTotal(json, estimate, "training", EstimateText.TrainingFactor, EstimateText.TrainingActivationsFactor);
        }
    }

    private static void WriteTotal(Utf8JsonWriter json, ModelEstimate estimate, string name, int work, int memory)
    {
        json.WriteStartObject(name);
        json.WriteNumber("macs", work * estimate.MultiplyAdds);
        WriteNns(json, estimate, work * estimate.NnsMultiplyAdds, null);
        json.WriteNumber("parameters", estimate.Parameters);
        json.WriteNumber("parameter_bytes", estimate.ParameterBytes);
        json.WriteNumber("activations", estimate.Activations);
        json.WriteNumber("activation_bytes", memory * estimate.ActivationBytes);
        json.WriteEndObject();
    }

    private static void WriteNns(Utf8JsonWriter json, ModelEstimate estimate, long multiplyAdds, long? parameters)
    {
        if (estimate.IsKeras)
        {
            json.WriteNumber("nns_macs", multiplyAdds);
            JsonText.Optional(json, "nns_parameters", parameters);
        }
    }
}
