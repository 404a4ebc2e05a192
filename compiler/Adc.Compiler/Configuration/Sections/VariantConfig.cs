using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>Keys shared with Axon that change the compiled model or what is written about it.</summary>
public sealed record VariantConfig(SettingTable Settings)
{
    public const int MostVariants = 64;

    private static readonly Sequence<bool> NoAndYes = [false, true];

    private static readonly Sequence<Conv2dSetting> AllConv2dSettings =
        [Configuration.Conv2dSetting.LocalPsum, Configuration.Conv2dSetting.Inner, Configuration.Conv2dSetting.Outer];

    public Setting<Sequence<bool>> DisableOutputQuantization => Settings.Get(VariantKeys.DisableOpQuantization);

    /// <summary>0 takes the most fractional bits that cannot overflow.</summary>
    public Setting<int> OutputRadix => Settings.Get(VariantKeys.OpRadix);

    public Setting<Sequence<bool>> SkipSoftmax => Settings.Get(VariantKeys.SkipSoftmaxOp);

    public Setting<Sequence<bool>> TransposeKernel => Settings.Get(VariantKeys.TransposeKernel);

    public Setting<Sequence<Conv2dSetting>> Conv2dSetting => Settings.Get(VariantKeys.Conv2dSettings);

    public Setting<Sequence<ScratchPlacement>> ScratchPlacement => Settings.Get(VariantKeys.PsumBufferPlacement);

    public Setting<VariantAxes> RunAllVariants => Settings.Get(VariantKeys.RunAllVariants);

    public Setting<bool> ReportsBitComparison => Settings.Get(VariantKeys.PerformBitComparison);

    public Setting<bool> DrawsHistogram => Settings.Get(VariantKeys.GetHistogramPlot);

    public Setting<double> PrecisionThreshold => Settings.Get(VariantKeys.PrecisionThreshold);

    public Setting<double> PrecisionMarginInPercent => Settings.Get(VariantKeys.PrecisionMargin);

    /// <summary>Number of variants that <see cref="Expand"/> gives.</summary>
    public int Count =>
        Values(VariantKeys.DisableOpQuantization, VariantAxes.OutputQuantization, NoAndYes).Count
        * Values(VariantKeys.SkipSoftmaxOp, VariantAxes.Softmax, NoAndYes).Count
        * Values(VariantKeys.TransposeKernel, VariantAxes.TransposeKernel, NoAndYes).Count
        * Values(VariantKeys.NormalizeScaleshift, VariantAxes.NormalizedScaleShifts, NoAndYes).Count
        * Values(VariantKeys.Conv2dSettings, VariantAxes.Conv2dSettings, AllConv2dSettings).Count
        * ScratchPlacement.Value.Count;

    /// <summary>Every combination of what the keys may be.</summary>
    /// <remarks>A key with a list gives the list's values, an axis of <c>run_all_variants</c> without a list all values.</remarks>
    public Sequence<Variant> Expand() =>
    [
        .. from disablesQuantization in Values(VariantKeys.DisableOpQuantization, VariantAxes.OutputQuantization, NoAndYes)
           from skipsSoftmax in Values(VariantKeys.SkipSoftmaxOp, VariantAxes.Softmax, NoAndYes)
           from transposes in Values(VariantKeys.TransposeKernel, VariantAxes.TransposeKernel, NoAndYes)
           from normalizes in Values(VariantKeys.NormalizeScaleshift, VariantAxes.NormalizedScaleShifts, NoAndYes)
           from setting in Values(VariantKeys.Conv2dSettings, VariantAxes.Conv2dSettings, AllConv2dSettings)
           from placement in ScratchPlacement.Value
           select new Variant(disablesQuantization, skipsSoftmax, transposes, normalizes, setting, placement)
    ];

    /// <summary>Settings of each combination that makes a difference for this target; one where nothing has several values.</summary>
    /// <remarks>Without <c>normalize_scaleshift</c>, which has no effect here.</remarks>
    public Sequence<SettingTable> Acting
    {
        get
        {
            Sequence<SettingTable> tables = [Settings.With(VariantKeys.RunAllVariants, VariantAxes.None)];
            void Cross<T>(SettingKey<Sequence<T>> key, Sequence<T> values)
            {
                if (values.Count > 1)
                {
                    tables = tables.SelectMany(table => values.Select(value => table.With(key, new Setting<Sequence<T>>([value], Settings.Get(key).Origin)))).ToSequence();
                }
            }

            Cross(VariantKeys.DisableOpQuantization, Values(VariantKeys.DisableOpQuantization, VariantAxes.OutputQuantization, NoAndYes));
            Cross(VariantKeys.SkipSoftmaxOp, Values(VariantKeys.SkipSoftmaxOp, VariantAxes.Softmax, NoAndYes));
            Cross(VariantKeys.TransposeKernel, Values(VariantKeys.TransposeKernel, VariantAxes.TransposeKernel, NoAndYes));
            Cross(VariantKeys.Conv2dSettings, Values(VariantKeys.Conv2dSettings, VariantAxes.Conv2dSettings, AllConv2dSettings));
            Cross(VariantKeys.PsumBufferPlacement, ScratchPlacement.Value);
            return tables;
        }
    }

    /// <summary>What one of <see cref="Acting"/> has for the keys that have several values here: "skip_softmax_op: true".</summary>
    public string DifferenceOf(SettingTable variant) => string.Join(
        "; ",
        Acting.Count < 2 ? [] : ((SettingKey[])
        [
            VariantKeys.DisableOpQuantization, VariantKeys.SkipSoftmaxOp, VariantKeys.TransposeKernel, VariantKeys.Conv2dSettings, VariantKeys.PsumBufferPlacement,
        ]).Where(key => Acting.Select(table => table.TextOf(key)).Distinct().Count() > 1).Select(key => $"{key.Path}: {variant.TextOf(key)}"));

    private Sequence<T> Values<T>(SettingKey<Sequence<T>> key, VariantAxes axis, Sequence<T> all)
    {
        Sequence<T> written = Settings.Get(key).Value;
        return written.Count == 1 && RunAllVariants.Value.HasFlag(axis) ? all : written;
    }
}
