namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds probe_cases.h.hbs.</summary>
internal sealed record ProbesView(string Version, int Count, int MostAnswers, int RamBytes, int FlashBytes, IReadOnlyList<ProbeView> Cases);

/// <summary>One question.</summary>
/// <param name="Words">All but the command, in lines.</param>
internal sealed record ProbeView(string Name, string Question, string CountsCycles, string PresetsOnly, string Memory, string Words, IReadOnlyList<ProbeAnswerView> Answers);

internal sealed record ProbeAnswerView(string Text, string Value);
