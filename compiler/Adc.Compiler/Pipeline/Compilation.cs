using Adc.Compiler.Emission;
using Adc.Compiler.Emission.Views;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>All nouns of one run; those that were not reached are null.</summary>
/// <param name="Vectors">The self-test's rows with their expected outputs.</param>
/// <param name="Error">How far the accelerator's outputs are from the integer reference; null for the CPU alone.</param>
/// <param name="Test">What the test data says; null without any.</param>
/// <param name="Image">The linked firmware.</param>
/// <param name="Host">What the desktop program said of the test vectors.</param>
/// <param name="Board">What the firmware said of them on the emulated board.</param>
/// <param name="Measurement">What one inference cost there.</param>
public sealed record Compilation(
    CompileRequest Request,
    LoadedModel Model,
    PlannedModel Plan,
    ModelIdentity Identity,
    TestVectors Vectors,
    SourceTree Sources,
    NetworkError? Error = null,
    TestResult? Test = null,
    FirmwareImage? Image = null,
    SelfTestResult? Host = null,
    SelfTestResult? Board = null,
    BoardMeasurement? Measurement = null)
{
    /// <summary>How far the layers of the running network are from the integer reference; empty where that was not compared.</summary>
    public Sequence<LayerDifference> LayerDifferences { get; init; } = Sequence<LayerDifference>.Empty;

    /// <summary>How outputs become anomaly scores on the target; null for other models.</summary>
    public ModelScore? Score { get; init; }

    /// <summary>Cycles of the accelerator as its simulator counts them, by layer; null where the formula is wanted.</summary>
    public IReadOnlyDictionary<int, long>? SimulatedCycles { get; init; }

    /// <summary>C functions of the layers that compute something, in execution order.</summary>
    public IReadOnlyList<string> LayerFunctions => ModelViews.LayerFunctions(Plan, Identity.Name);
}

/// <summary>What a self-test printed, read back.</summary>
/// <param name="Passed">Vectors whose every output byte was right.</param>
/// <param name="Count">Vectors in all.</param>
/// <param name="Console">The whole text.</param>
public sealed record SelfTestResult(int Passed, int Count, string Console)
{
    /// <summary>It says that it failed, whatever its counts are: where something else than a vector went wrong.</summary>
    public bool SaysFailed { get; init; }

    public bool Succeeded => Count > 0 && Passed == Count && !SaysFailed;

    /// <summary>Reads the verdict line <c>adc verdict PASS 4/4</c> or <c>adc verdict FAIL 3/4</c>; null when there is none.</summary>
    public static SelfTestResult? FromConsole(string console)
    {
        string? verdict = console.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.StartsWith("adc verdict ", StringComparison.Ordinal));
        string[] counts = verdict?.Split(' ')[^1].Split('/') ?? [];
        return counts.Length == 2 && int.TryParse(counts[0], out int passed) && int.TryParse(counts[1], out int count)
            ? new SelfTestResult(passed, count, console) { SaysFailed = !verdict!.StartsWith("adc verdict PASS ", StringComparison.Ordinal) }
            : null;
    }
}
