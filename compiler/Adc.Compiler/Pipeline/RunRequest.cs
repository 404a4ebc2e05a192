using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Who computes the rows of <c>adc run</c>.</summary>
public enum RunEngine
{
    /// <summary>Plain integer semantics.</summary>
    Reference,

    /// <summary>The emitted C, built for this machine.</summary>
    Cpu,

    /// <summary>The emitted programs on the simulated accelerator, all else exact.</summary>
    Mvp,

    /// <summary>The linked firmware on the emulated board.</summary>
    Board,

    /// <summary>The firmware on a real board, over its serial port.</summary>
    Device,
}

/// <summary>What <c>adc run</c> was asked for.</summary>
/// <param name="AllTensors">Folder for every tensor of row 0, or null.</param>
/// <param name="InSequence">The rows follow each other in time: the model's state goes from each to the next.</param>
/// <param name="Device">How the board is reached, for that engine.</param>
public sealed record RunRequest(
    RunEngine Engine, Sequence<PortFile> Inputs, Sequence<PortFile> Outputs, string? AllTensors, bool InSequence = false, DeviceChoices? Device = null);

/// <summary>How a real board is reached.</summary>
/// <param name="Port">Null for the only one.</param>
/// <param name="TimeLimit">For each answer, all repetitions included.</param>
public sealed record DeviceChoices(string? Port, TimeSpan TimeLimit);
