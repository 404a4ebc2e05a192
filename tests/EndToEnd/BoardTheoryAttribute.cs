using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Programs and libraries of a whole row: both C compilers and the emulated core.</summary>
internal static class WholeRow
{
    public static readonly string[] Tools = ["arm-none-eabi-gcc", "arm-none-eabi-objcopy", "cc", "libunicorn.so.2"];

    /// <summary>Why a test of the whole row cannot run here, or null.</summary>
    public static string? Missing { get; } = ToolTheoryAttribute.Missing(Tools);

    public static string? MissingOrShared { get; } = Missing ?? SharedTheoryAttribute.Reason;
}

/// <summary>A theory about the whole row; skipped, with the reason, where a tool is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BoardTheoryAttribute : TheoryAttribute
{
    public BoardTheoryAttribute() => Skip = WholeRow.Missing;
}

/// <summary>A fact about the whole row; skipped, with the reason, where a tool is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BoardFactAttribute : FactAttribute
{
    public BoardFactAttribute() => Skip = WholeRow.Missing;
}

/// <summary>A theory about the whole row and real models.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedBoardTheoryAttribute : TheoryAttribute
{
    public SharedBoardTheoryAttribute() => Skip = WholeRow.MissingOrShared;
}

/// <summary>A fact about the whole row and real models.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedBoardFactAttribute : FactAttribute
{
    public SharedBoardFactAttribute() => Skip = WholeRow.MissingOrShared;
}
