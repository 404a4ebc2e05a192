using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>The program of <c>evaluator</c>: it reads a line of JSON for each row and answers with one object of metrics.</summary>
/// <remarks>A line: <c>{"row":0,"label":1,"float":[…],"int8":[…],"mvp":[…]}</c>, real values, in the order of the rows; a label may be a list.</remarks>
internal sealed class ExternalEvaluator : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;
    private readonly Setting<string> command;
    private readonly TestLabels? labels;

    private ExternalEvaluator(Process process, Setting<string> command, TestLabels? labels)
    {
        this.process = process;
        this.command = command;
        this.labels = labels;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <param name="isAllowed">The user has consented on the command line.</param>
    /// <returns>Null when there is none, or <paramref name="diagnostics"/> got an error.</returns>
    public static ExternalEvaluator? Start(ModelConfig config, TestLabels? labels, bool isAllowed, DiagnosticBag diagnostics)
    {
        if (config.Task.Evaluator is not { } command)
        {
            return null;
        }

        if (!isAllowed)
        {
            diagnostics.Report(Catalogue.EvaluatorFailed, command.Origin, command.Value, "it was not started; --allow-exec lets it");
            return null;
        }

        ProcessStartInfo start = OperatingSystem.IsWindows() ? new("cmd.exe", ["/c", command.Value]) : new("/bin/sh", ["-c", command.Value]);
        start.WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(command.Origin.File)) ?? "";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return new ExternalEvaluator(Process.Start(start)!, command, labels);
        }
        catch (Win32Exception exception)
        {
            diagnostics.Report(Catalogue.EvaluatorFailed, command.Origin, command.Value, exception.Message);
            return null;
        }
    }

    /// <summary>Tells the program of one row. A program that has ended already tells why at the end.</summary>
    /// <param name="found">Outputs by column; null where a column does not run the row.</param>
    public void Tell(int row, IReadOnlyList<EvaluatedColumn> columns, IReadOnlyList<RowOutput?> found)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("row", row);
            WriteLabel(json, row);
            for (int index = 0; index < columns.Count; index++)
            {
                if (found[index] is not RowOutput output)
                {
                    continue;
                }

                json.WriteStartArray(columns[index].Column.ToString().ToLowerInvariant());
                foreach (float value in RealValues.OfTensor(output.Output.Bytes.Span, columns[index].Output))
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        try
        {
            process.StandardInput.BaseStream.Write(line.ToArray());
        }
        catch (IOException)
        {
            // Finish says what it ended with.
        }
    }

    /// <summary>Waits for the answer.</summary>
    /// <returns>The figures of the object that the program printed; null when <paramref name="diagnostics"/> got an error.</returns>
    public Sequence<NamedFigure>? Finish(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything.
        }

        process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        string problem;
        if (process.ExitCode != 0)
        {
            problem = $"it ended with exit code {process.ExitCode}: {LastLine(error.Result)}";
        }
        else
        {
            try
            {
                using JsonDocument answer = JsonDocument.Parse(output.Result);
                return answer.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Number)
                    .Select(member => new NamedFigure(member.Name, member.Value.GetDouble())).ToSequence();
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                problem = $"it printed '{LastLine(output.Result)}', expected one JSON object of numbers";
            }
        }

        diagnostics.Report(Catalogue.EvaluatorFailed, command.Origin, command.Value, problem);
        return null;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private void WriteLabel(Utf8JsonWriter json, int row)
    {
        int index = labels is null ? 0 : row / labels.RowsPerLabel;
        if (labels?.Classes is { } classes)
        {
            json.WriteNumber("label", classes[index]);
        }
        else if (labels?.Vectors is { } vectors)
        {
            json.WriteStartArray("label");
            for (int i = 0; i < labels.VectorLength; i++)
            {
                json.WriteNumberValue(vectors[(index * labels.VectorLength) + i]);
            }

            json.WriteEndArray();
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
