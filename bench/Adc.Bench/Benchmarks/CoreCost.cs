using System.Text.Json;

namespace Adc.Bench.Benchmarks;

/// <summary>Networks compiled for the core alone: instructions on the emulated core, flash, RAM and stack.</summary>
internal static class CoreCost
{
    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        foreach (Network network in Network.All)
        {
            foreach (string goal in (string[])["speed", "size"])
            {
                string title = $"{network.Name}, {goal}";
                if (network.FullPath is not string path)
                {
                    yield return Figure.Missing(title, "the model is not in the shared folder");
                    continue;
                }

                string name = $"{network.Name.ToLowerInvariant()}_{goal}";
                folder.Write("net.yaml", $"{name}:\n  tflite_model: {path}\n  target: {{accelerator: none}}\n  codegen: {{optimize: {goal}}}\n  firmware: {{host_app: false}}\n");
                AdcProcess run = AdcProcess.Run(folder.Path, "compile", "net.yaml", "--allow-outside", "--json");
                foreach (Figure figure in run.ExitCode == 0 ? Figures(network, goal, run.Output) : [Figure.Missing(title, run.Error.Split('\n')[0])])
                {
                    yield return figure;
                }
            }
        }
    }

    private static IEnumerable<Figure> Figures(Network network, string goal, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement report = document.RootElement.GetProperty("reports")[0], memory = report.GetProperty("memory");
        bool isSize = goal == "size";
        double instructions = report.GetProperty("cycles").GetProperty("instructions").GetDouble();
        double multiplyAdds = report.GetProperty("model").GetProperty("macs").GetDouble();
        yield return new Figure(
            $"{network.Name}, {goal}: instructions", instructions, "", isSize ? null : network.Instructions, network.OthersInstructions, "TFLM with CMSIS-NN",
            Remark: FormattableString.Invariant($"{instructions / multiplyAdds:0.00} a multiply-add"));
        yield return new Figure(
            $"{network.Name}, {goal}: flash", memory.GetProperty("flash_bytes").GetDouble(), "B", isSize ? network.FlashInBytes : null, network.OthersFlashInBytes,
            network.OthersFlashInBytes is null ? "" : "TFLM with CMSIS-NN");
        yield return new Figure(
            $"{network.Name}, {goal}: RAM", memory.GetProperty("ram_bytes").GetDouble(), "B", isSize ? network.RamInBytes : null, network.OthersRamInBytes, "TFLM's arena");
        yield return new Figure($"{network.Name}, {goal}: stack", memory.GetProperty("stack_bytes").GetDouble(), "B", 1_000);
    }
}
