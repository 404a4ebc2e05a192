using System.Globalization;
using System.Text;
using Adc.Compiler.Emission;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>Arithmetic, parameters, activations and memory of a model, layer by layer.</summary>
public static class EstimateText
{
    private const int Widest = 80;

    /// <summary>A step forward and its way back, which costs twice as much: once for the gradients of activations, once for those of weights.</summary>
    public const int TrainingFactor = 3;

    /// <summary>In training each activation is kept beside its gradient.</summary>
    public const int TrainingActivationsFactor = 2;

    /// <summary>By the exact count.</summary>
    /// <param name="training">Adds a row for training.</param>
    public static string Of(ModelEstimate estimate, bool training, int width = int.MaxValue)
    {
        var table = new TextTable(
        [
            new("", IsNumber: true), new("layer", Fewest: 8), new("kind", Fewest: 8), new("output"), new("MACs", IsNumber: true), new("params", IsNumber: true), new("params B", IsNumber: true),
            new("activ. B", IsNumber: true),
        ]);
        foreach ((int index, EstimateRow row) in estimate.Rows.Index())
        {
            table.Add(Plain(index), estimate.IsKeras ? row.Name : CIdentifier.OfLayer(row.Name, row.Kind), row.Kind.ToLowerInvariant(), Extents(row), Count(row.MultiplyAdds), Count(row.Parameters), Count(row.ParameterBytes), Count(row.ActivationBytes));
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{estimate.Name}  ({estimate.File})\n\n").Append(table.Print(width)).Append('\n').Append(Totals(estimate, training, width)).Append('\n');
        void Remark(string sentence) => text.Append(Wrapped.Of(sentence, "  ", Math.Min(width, Widest))).Append('\n');
        Remark("A multiply-add counts as one operation. Activations: the memory of all of them; a compiled model lets them share it.");
        if (training)
        {
            Remark("Training: three times the arithmetic (forward, gradients of activations, gradients of weights), a gradient beside each activation; for a batch of one row.");
        }

        return text.ToString();
    }

    /// <summary>The sums alone.</summary>
    /// <param name="training">Adds a row for training.</param>
    public static string Totals(ModelEstimate estimate, bool training, int width = int.MaxValue)
    {
        var totals = new TextTable([new(""), new("multiply-adds", IsNumber: true), new("parameters", IsNumber: true), new("parameters B", IsNumber: true), new("activations B", IsNumber: true)]);
        totals.Add("inference", Count(estimate.MultiplyAdds), Count(estimate.Parameters), Count(estimate.ParameterBytes), Count(estimate.ActivationBytes));
        if (training)
        {
            totals.Add(
                "training", Count(TrainingFactor * estimate.MultiplyAdds), Count(estimate.Parameters), Count(estimate.ParameterBytes),
                Count(TrainingActivationsFactor * estimate.ActivationBytes));
        }

        return totals.Print(width);
    }

    /// <summary>By the rules of the nns package and in its columns, the exact count beside it.</summary>
    /// <param name="training">Adds a row for training.</param>
    public static string OfNns(ModelEstimate estimate, bool training, int width = int.MaxValue)
    {
        var table = new TextTable(
        [
            new("", IsNumber: true), new("name", Fewest: 8), new("out_shape"), new("gFLOPs", IsNumber: true), new("params", IsNumber: true), new("activ.", IsNumber: true),
            new("params MB", IsNumber: true), new("activ. MB", IsNumber: true),
        ], indent: 0);
        foreach ((int index, EstimateRow row) in estimate.Rows.Index())
        {
            table.Add(
                Plain(index), row.Name, Extents(row), Millionths(row.NnsMultiplyAdds / 1e9), Count(row.NnsParameters), Count(row.Activations),
                Millionths(4e-6 * row.NnsParameters), Millionths(row.ActivationBytes / 1e6));
        }

        // The rows show two parameters for each normalized channel, the sum all that Keras has.
        table.Add(
            Plain(estimate.Rows.Count), "TOTAL", Extents(estimate.Rows[^1]), Millionths(estimate.NnsMultiplyAdds / 1e9), Count(estimate.Parameters), Count(estimate.Activations),
            Millionths(estimate.ParameterBytes / 1e6), Millionths(estimate.ActivationBytes / 1e6));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{estimate.Name}  ({estimate.File})\n\n").Append(table.Print(width)).Append('\n');
        var totals = new TextTable([new(""), new("params", IsNumber: true), new("params MB", IsNumber: true), new("gFLOPs", IsNumber: true), new("activ. MB", IsNumber: true)], indent: 0);
        void Total(string name, int work, int memory) => totals.Add(
            name, Count(estimate.Parameters), Millionths(estimate.ParameterBytes / 1e6), Millionths(work * estimate.NnsMultiplyAdds / 1e9), Millionths(memory * estimate.ActivationBytes / 1e6));
        Total("inference", 1, 1);
        if (training)
        {
            Total("training", TrainingFactor, TrainingActivationsFactor);
        }

        text.Append(totals.Print(width)).Append('\n');
        string why = estimate.MultiplyAdds == estimate.NnsMultiplyAdds ? "" : string.Concat(
            $", where the rules of nns count {Count(estimate.NnsMultiplyAdds)}: they take the kernel of a transposed convolution for ",
            "[.., inputs, outputs], but Keras keeps [.., outputs, inputs]");
        return text.Append(Wrapped.Of(
            $"exactly {Count(estimate.MultiplyAdds)} multiply-adds an inference{why}; rows of batch normalization show two parameters a channel, the total counts all",
            "", Math.Min(width, Widest))).Append('\n').ToString();
    }

    private static string Extents(EstimateRow row) => row.Output.Rank == 0 ? "scalar" : string.Join('x', row.Output.Extents);

    private static string Count(long value) => TextTable.Number(value);

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Millionths(double value) => value.ToString("N6", CultureInfo.InvariantCulture);
}
