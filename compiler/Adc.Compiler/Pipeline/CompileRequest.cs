using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Passes;
using Adc.Compiler.Quantizing;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Pipeline;

/// <summary>What is to be compiled, and how: one test of a configuration, or the model of <c>adc run</c>.</summary>
/// <param name="Name">C identifier in lower case: prefix of files and symbols.</param>
/// <param name="ModelPath">The .tflite file, or the float model that is quantized.</param>
/// <param name="ModelDisplayPath">The same as the user wrote it, for messages.</param>
/// <param name="ModelOrigin">Where the user named it.</param>
/// <param name="DumpAfter">Passes after which the graph is dumped.</param>
/// <param name="PrunesConstantChannels">Channels that are the same for every input are removed.</param>
/// <param name="ComparesBits">The summary tells how far outputs are from each other, step by step.</param>
/// <param name="SkipsSoftmax">A softmax at the end is dropped.</param>
/// <param name="OnExceed">What a model is that needs more memory than the target leaves.</param>
/// <param name="Quantization">How the model becomes int8 first; null for one that is compiled as it is.</param>
/// <param name="TransposesKernels">Height and width are swapped; where that was asked for, or null.</param>
/// <param name="Seed">Start of every random choice.</param>
/// <param name="DeviceGate">How far the self-test lets outputs be from the expected ones; null: it expects each byte.</param>
/// <param name="BufferBudgets">Budgets of parts of the arena, or null.</param>
/// <param name="WideOutput">int8 outputs become int32; null for outputs as the model has them.</param>
public sealed record CompileRequest(
    string Name,
    string ModelPath,
    string ModelDisplayPath,
    Origin ModelOrigin,
    LoweringOptions Lowering,
    MemoryOptions Memory,
    TargetRequest Target,
    Sequence<string> DumpAfter,
    AcceleratorRequest? Accelerator = null,
    bool PrunesConstantChannels = true,
    ExceedPolicy OnExceed = ExceedPolicy.Error,
    bool ComparesBits = true,
    bool SkipsSoftmax = false,
    QuantizationRequest? Quantization = null,
    WideOutput? WideOutput = null,
    Origin? TransposesKernels = null,
    BufferBudgets? BufferBudgets = null,
    OutputGate? DeviceGate = null,
    int Seed = 0)
{
    /// <summary>Activations that are layers of their own join the layer in front.</summary>
    public bool FusesActivations { get; init; } = true;

    /// <summary>Headers and reports name hashes.</summary>
    public bool NamesHashes { get; init; } = true;

    /// <summary>Where cycle figures come from.</summary>
    public CycleSource Cycles { get; init; } = CycleSource.Model;

    /// <summary>All files that the results follow from; empty for a model named on the command line.</summary>
    public Sequence<HashedFile> Inputs { get; init; } = [];

    /// <summary>False for a model named on the command line.</summary>
    public bool IsFromConfiguration => ModelOrigin != Origin.None;
}

/// <summary>Budgets of parts of the arena in bytes; null for those without one.</summary>
/// <param name="Activations">Inputs, activations and outputs, and scratch memory where it shares their bytes.</param>
/// <param name="Scratch">Memory that layers use for themselves.</param>
public sealed record BufferBudgets(long? Activations, long? Scratch);

/// <summary>How a float model becomes int8.</summary>
/// <param name="MostRows">At most so many calibration rows are used, evenly spaced.</param>
/// <param name="SavesModel">The int8 model is written beside the other outputs.</param>
public sealed record QuantizationRequest(QuantizerOptions Options, int MostRows, bool SavesModel = true);

/// <summary>That and how the accelerator is used.</summary>
/// <param name="Options">What decides on programs.</param>
/// <param name="Pinning">Which weights lie in RAM.</param>
/// <param name="MacRoundsTwice">The simulated multiply-add rounds the product too.</param>
/// <param name="TiesAway">The simulated 8-bit store rounds ties away from zero.</param>
/// <param name="Gate">Largest differences of the whole network from the integer reference.</param>
public sealed record AcceleratorRequest(AcceleratorOptions Options, Pinning Pinning, bool MacRoundsTwice, bool TiesAway, OutputGate Gate)
{
    public static AcceleratorRequest Default { get; } = new(AcceleratorOptions.Default, Pinning.Auto, false, false, OutputGate.Default);
}

/// <summary>Which of the accelerator's weights lie in RAM.</summary>
public enum Pinning
{
    /// <summary>Those that save most cycles, within the RAM budget.</summary>
    Auto,

    /// <summary>None.</summary>
    Flash,

    /// <summary>All, or the model does not fit.</summary>
    Ram,
}

/// <summary>How far the network's outputs may be from the integer reference, in output steps.</summary>
/// <param name="IsDefault">Nobody chose the limits: they are meant for real data, and only warn where there are none but seeded rows.</param>
public sealed record OutputGate(double? MeanAbsLsb, double? WithinOneRatio, int? MaxAbsLsb, bool IsError, bool IsDefault = false)
{
    public static OutputGate Default { get; } = new(1.2, null, null, true, IsDefault: true);
}

/// <summary>The part, the board and what the application leaves of them.</summary>
/// <param name="FlashBudget">Bytes of flash for model, kernels and code.</param>
/// <param name="RamBudget">Bytes of RAM for arena, inputs, outputs and constants.</param>
/// <param name="Firmware">What is built around the model.</param>
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
    FirmwareOptions Firmware,
    string? ToolFolder)
{
    /// <summary>Constants of the cycle models.</summary>
    public TimingFigures Timing { get; init; } = TimingFigures.BuiltIn;

    /// <summary>How long the firmware may take on the emulated board.</summary>
    public BoardTimeLimit TimeLimit { get; init; } = BoardTimeLimit.Default;

    /// <summary>What a cycle costs; null for no estimate of energy.</summary>
    public PowerFigures? Power { get; init; } = PowerFigures.BuiltIn;
}
