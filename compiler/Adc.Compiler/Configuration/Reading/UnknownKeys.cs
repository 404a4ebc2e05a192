namespace Adc.Compiler.Configuration.Reading;

/// <summary>How keys that the schema lacks are taken.</summary>
internal enum UnknownKeys
{
    AreErrors,
    AreWarnings,

    /// <summary>Near misses of a known key are errors all the same: more likely misspelt than foreign.</summary>
    AreWarningsUnlessNear,
}
