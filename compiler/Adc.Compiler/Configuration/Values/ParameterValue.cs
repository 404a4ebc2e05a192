using System.Globalization;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>A value of <c>codegen.embed_parameters</c>, typed by its looks because no schema knows it.</summary>
public abstract record ParameterValue
{
    public sealed record Boolean(bool Value) : ParameterValue
    {
        public override string ToString() => Value ? "true" : "false";
    }

    public sealed record Integer(long Value) : ParameterValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Number(double Value) : ParameterValue
    {
        // "1" would come back as an integer.
        public override string ToString()
        {
            string text = Value.ToString("R", CultureInfo.InvariantCulture);
            return text.AsSpan().ContainsAny(".Ee") ? text : text + ".0";
        }
    }

    public sealed record Text(string Value) : ParameterValue
    {
        // Quotes keep text that looks like a number from coming back as one.
        public override string ToString() => YamlText.QuoteAlways(Value);
    }

    /// <summary>All items are of one kind, and none is a list.</summary>
    public sealed record List(Sequence<ParameterValue> Items) : ParameterValue
    {
        public override string ToString() => Items.ToString();
    }
}
