using System.Globalization;
using Adc.Compiler.Configuration;

namespace Adc.Compiler.Emission.Views;

/// <summary>Makes the view of the embedded parameters.</summary>
internal static class ParametersViews
{
    public static ParametersView Of(ModelView model, CodeStyle style)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<ParameterView> parameters = [];
        foreach (NamedValue<ParameterValue> entry in style.Parameters)
        {
            string wanted = CIdentifier.Of(entry.Name), name = wanted;
            for (int number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
            }

            parameters.Add(Parameter(entry, $"{model.Name}_param_{name}"));
        }

        return new ParametersView(model.Name, model.Macro, model.Source, model.NamesHashes ? model.Hash : "", model.Version, parameters);
    }

    private static ParameterView Parameter(NamedValue<ParameterValue> entry, string constant)
    {
        ParameterValue[] items = entry.Value is ParameterValue.List list ? [.. list.Items] : [entry.Value];
        (string type, string kind) = TypeOf(items);
        return new ParameterView(
            CComment.Text(entry.Name), CLiteral.Text(entry.Name), constant, constant.ToUpperInvariant(), type, kind, entry.Value is ParameterValue.List, items.Length,
            string.Join(", ", items.Select(Spell)));
    }

    private static (string CType, string Kind) TypeOf(ParameterValue[] items) => items.FirstOrDefault() switch
    {
        ParameterValue.Boolean => ("const bool", "BOOL"),
        ParameterValue.Number => ("const float", "FLOAT"),
        ParameterValue.Text => ("const char *const", "STRING"),
        _ => items.OfType<ParameterValue.Integer>().All(item => item.Value is >= int.MinValue and <= int.MaxValue) ? ("const int32_t", "INT32") : ("const int64_t", "INT64"),
    };

    private static string Spell(ParameterValue value) => value switch
    {
        ParameterValue.Boolean boolean => boolean.Value ? "true" : "false",
        ParameterValue.Integer integer => integer.Value is >= int.MinValue and <= int.MaxValue
            ? CLiteral.Int32(integer.Value) : $"INT64_C({integer.Value.ToString(CultureInfo.InvariantCulture)})",
        ParameterValue.Number number => CLiteral.Float((float)number.Value),
        ParameterValue.Text text => CLiteral.Text(text.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no C spelling"),
    };
}
