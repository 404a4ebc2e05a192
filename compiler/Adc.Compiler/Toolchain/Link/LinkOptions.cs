namespace Adc.Compiler.Toolchain.Link;

/// <summary>How patient a host is.</summary>
/// <param name="AnswerLimit">For one answer, before the request is repeated.</param>
/// <param name="TotalLimit">For one request with all its repetitions.</param>
public sealed record LinkOptions(TimeSpan AnswerLimit, TimeSpan TotalLimit)
{
    // A full frame takes 21 ms either way; most of it is for slow hosts.
    private static readonly TimeSpan UsualAnswer = TimeSpan.FromSeconds(1);

    /// <param name="total">For one request with all its repetitions.</param>
    public static LinkOptions Within(TimeSpan total) => new(total < UsualAnswer ? total : UsualAnswer, total);
}
