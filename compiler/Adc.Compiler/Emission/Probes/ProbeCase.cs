using Adc.Compiler.Ir;
using Adc.Mvp;

namespace Adc.Compiler.Emission.Probes;

/// <summary>A question to the accelerator: a program whose result, or whose cycles, tell the possible answers apart.</summary>
/// <param name="Name">One word, for the console.</param>
/// <param name="Question">A sentence.</param>
/// <param name="CountsCycles">The answer lies in the cycles that it runs, else in the first four bytes that it stores.</param>
/// <param name="PresetsOnly">Of its words only the presets are written; the others are to be those of the case before.</param>
public sealed record ProbeCase(string Name, string Question, MvpProgram Program, Sequence<ProbeAnswer> Answers, bool CountsCycles = false, bool PresetsOnly = false);

/// <param name="Value">The result, low byte first, or the cycles.</param>
public sealed record ProbeAnswer(string Text, uint Value);
