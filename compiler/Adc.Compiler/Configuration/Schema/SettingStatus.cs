namespace Adc.Compiler.Configuration.Schema;

/// <summary>Whether a key does anything.</summary>
public enum SettingStatus
{
    Active,

    /// <summary>Checked and accepted, but this version does not act on it: any value but the default gives a warning.</summary>
    NotYet,

    /// <summary>Only there so that files for another compiler load: any value but the default gives a warning.</summary>
    Never,
}
