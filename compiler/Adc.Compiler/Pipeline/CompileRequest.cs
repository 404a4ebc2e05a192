using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>What is to be compiled, and how: one test of a configuration, or the model of <c>adc run</c>.</summary>
/// <param name="Name">C identifier in lower case: prefix of files and symbols.</param>
/// <param name="ModelPath">The .tflite file.</param>
/// <param name="ModelDisplayPath">The same as the user wrote it, for messages.</param>
/// <param name="ModelOrigin">Where the user named it.</param>
/// <param name="DumpAfter">Passes after which the graph is dumped.</param>
public sealed record CompileRequest(
    string Name,
    string ModelPath,
    string ModelDisplayPath,
    Origin ModelOrigin,
    LoweringOptions Lowering,
    MemoryOptions Memory,
    TargetRequest Target,
    Sequence<string> DumpAfter)
{
    /// <summary>False for a model named on the command line.</summary>
    public bool IsFromConfiguration => ModelOrigin != Origin.None;
}

/// <summary>The part, the board and what the application leaves of them.</summary>
/// <param name="FlashBudget">Bytes of flash for model, kernels and code.</param>
/// <param name="RamBudget">Bytes of RAM for arena, inputs, outputs and constants.</param>
/// <param name="Optimisation">O1, O2, O3 or Os.</param>
/// <param name="ToolFolder">Where the C toolchain is; null for the PATH.</param>
public sealed record TargetRequest(
    string BoardName,
    string PartNumber,
    int ClockInHz,
    int FlashInBytes,
    int RamInBytes,
    int FlashBudget,
    int RamBudget,
    TargetLayout Layout,
    string Optimisation,
    string? ToolFolder);
