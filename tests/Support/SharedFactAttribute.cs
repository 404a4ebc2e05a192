namespace Adc.Tests.Support;

/// <summary>A fact about real models; skipped, with the reason, where the shared folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedTheoryAttribute.Reason;
}

/// <summary>A theory about real models; skipped, with the reason, where the shared folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    internal static string? Reason { get; } =
        Repository.Shared is null ? "needs the folder 'shared' with real models beside the checkout (or ADC_SHARED)" : null;

    public SharedTheoryAttribute() => Skip = Reason;
}
