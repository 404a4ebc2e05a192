using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Toolchain.Link;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Compiler.Pipeline;

/// <summary>A real board that runs firmware of 'firmware.app: device'.</summary>
internal sealed class DeviceSession : IRunSession
{
    private readonly ISerialLine line;
    private readonly LinkClient client;
    private readonly List<string> console;

    private DeviceSession(ISerialLine line, LinkClient client, List<string> console) => (this.line, this.client, this.console) = (line, client, console);

    public string Console => string.Concat(console);

    public DeviceIdentity Identity => client.Identity;

    /// <summary>Connects to a board that was compiled from this model.</summary>
    /// <param name="modelHash">SHA-256 of the model file; null when it is not known.</param>
    /// <param name="build">Of the emitted C; null when any compilation of the model will do.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static DeviceSession? Open(
        DeviceChoices choices, string? modelHash, string? build, IProgress<WorkStep>? progress, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (SerialPorts.Open(choices.Port, diagnostics) is not ISerialLine line)
        {
            return null;
        }

        List<string> console = [];
        try
        {
            var client = new LinkClient(
                line, LinkOptions.Within(choices.TimeLimit),
                text =>
                {
                    console.Add(text);
                    progress?.Report(text.Trim());
                },
                cancellation);
            if ((modelHash is not null && client.Identity.ModelHash != modelHash) || (build is not null && client.Identity.BuildHash != build))
            {
                string same = client.Identity.ModelHash == modelHash ? "another compilation of this model" : $"the model '{client.Text(LinkText.Model)}'";
                diagnostics.Report(Catalogue.OtherFirmware, Origin.None, line.Name, same, $"model {modelHash?[..8] ?? "of any hash"}{(build is null ? "" : $", build {build}")}");
            }
            else
            {
                return new DeviceSession(line, client, console);
            }
        }
        catch (LinkException exception)
        {
            diagnostics.Add(exception.Diagnostic);
        }
        catch
        {
            line.Dispose();
            throw;
        }

        line.Dispose();
        return null;
    }

    public void Reset() => Ask(() =>
    {
        client.ResetState();
        return true;
    });

    public Sequence<ConstantData> Invoke(Sequence<ConstantData> inputs) => Ask(() =>
    {
        Fill(inputs);
        client.Invoke();
        return Enumerable.Range(0, client.Identity.Outputs)
            .Select(output => new ConstantData(client.ReadOutput(output, client.PortBytes(isOutput: true, output)))).ToSequence();
    });

    public IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> inputs, IReadOnlyList<string> layers, int arenaSizeInBytes) => Ask(() =>
    {
        Fill(inputs);
        return layers.Select((_, index) =>
        {
            client.InvokeLayer(index);
            return client.ReadArena(arenaSizeInBytes);
        }).ToArray();
    });

    /// <summary>Cycles of one inference on a test vector, layer by layer and then as a whole; the least of several rounds.</summary>
    /// <exception cref="BoardException">The board failed.</exception>
    public DeviceMeasurement Measure(int rounds) => Ask(() =>
    {
        LinkCycles[] Round()
        {
            client.FillFromVector(0);
            LinkCycles[] layers = [.. Enumerable.Range(0, Identity.Layers).Select(client.InvokeLayer)];
            client.FillFromVector(0);
            return [.. layers, client.Invoke()];
        }

        LinkCycles[][] all = [.. Enumerable.Range(0, rounds).Select(_ => Round())];
        LinkCycles[] least = [.. Enumerable.Range(0, Identity.Layers + 1).Select(index => all.Select(round => round[index]).MinBy(cycles => cycles.Core)!)];
        return new DeviceMeasurement(Identity, least[^1], least[..^1], rounds);
    });

    public void Dispose() => line.Dispose();

    private void Fill(Sequence<ConstantData> inputs)
    {
        for (int input = 0; input < inputs.Count; input++)
        {
            client.Write(input, inputs[input].Bytes.Span);
        }
    }

    private static T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (LinkException exception)
        {
            throw new BoardException(exception.Diagnostic);
        }
    }
}

/// <summary>Cycles as a board has counted them.</summary>
/// <param name="Layers">Of the layers that compute something, each called alone.</param>
public sealed record DeviceMeasurement(DeviceIdentity Identity, LinkCycles Total, IReadOnlyList<LinkCycles> Layers, int Rounds);
