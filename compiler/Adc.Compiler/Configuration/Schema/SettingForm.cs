namespace Adc.Compiler.Configuration.Schema;

/// <summary>Kinds of values, as far as a generated schema tells them apart.</summary>
public enum SettingForm
{
    Boolean,
    Integer,
    Number,
    Text,
    Path,
    Choice,

    /// <summary>An integer, or a number with a unit.</summary>
    Quantity,

    /// <summary>A notation of its own, given by the expectation.</summary>
    Notation,
    List,

    /// <summary>One item, or a list of them.</summary>
    ItemOrList,
    Map,
}
