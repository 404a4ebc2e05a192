using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>How often a multiply-add rounds.</summary>
public enum MvpMultiplyAdd
{
    /// <summary>Once, after the sum.</summary>
    Fused,

    /// <summary>Each product, then each sum.</summary>
    RoundedTwice,
}

/// <summary>Which neighbour a number halfway between two integers becomes when it is stored as one.</summary>
public enum MvpTies
{
    ToEven,
    AwayFromZero,
}

/// <summary>Choices about the hardware that no document settles; the defaults are the likeliest.</summary>
/// <param name="InstructionLimit">The run stops after this many instructions; broken programs can be very long.</param>
public sealed record MvpSimulatorOptions(
    MvpMultiplyAdd MultiplyAdd = MvpMultiplyAdd.Fused, MvpTies StoreTies = MvpTies.ToEven, long InstructionLimit = long.MaxValue)
{
    public static MvpSimulatorOptions Default { get; } = new();

    public MvpTiming Timing { get; init; } = MvpTiming.Default;
}
