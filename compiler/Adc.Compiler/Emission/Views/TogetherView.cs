namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds together.h.hbs, turns_models.h.hbs and turns_models.c.hbs.</summary>
/// <param name="Name">Of the firmware: prefix of its image and header.</param>
/// <param name="ArenaBytes">What the largest of the models that share an arena needs; 0 when none shares.</param>
/// <param name="Aligned">Specifier of the arena's alignment in C.</param>
/// <param name="ArenaAttribute">In front of the shared arena, with a space behind it; empty for none.</param>
internal sealed record TogetherView(
    string Name, string Macro, string Version, int ArenaBytes, int Alignment, string Aligned, string ArenaAttribute, IReadOnlyList<TogetherModelView> Models)
{
    public bool HasSharedArena => ArenaBytes > 0;

    public int Count => Models.Count;
}

/// <summary>One of the models.</summary>
/// <param name="Count">Of its test vectors.</param>
internal sealed record TogetherModelView(
    string Name, string Macro, int Count, bool HasState, IReadOnlyList<VectorPortView> Inputs, IReadOnlyList<VectorPortView> Outputs)
{
    /// <summary>The arena that the self-test gives it.</summary>
    public string Arena => HasState ? $"turns_{Name}_arena" : "turns_arena";

    /// <summary>The same in the header's example.</summary>
    public string Example => HasState ? $"{Name}_arena" : "arena";
}
