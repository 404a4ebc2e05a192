using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

/// <summary>A fact held against the TensorFlow Lite library; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OracleFactAttribute : FactAttribute
{
    public OracleFactAttribute() => Skip = TfLiteLibrary.Absence;
}

/// <summary>A theory held against the TensorFlow Lite library; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OracleTheoryAttribute : TheoryAttribute
{
    public OracleTheoryAttribute() => Skip = TfLiteLibrary.Absence;
}

/// <summary>A theory that runs real models in the TensorFlow Lite library; skipped, with the reason, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedOracleTheoryAttribute : TheoryAttribute
{
    public SharedOracleTheoryAttribute() => Skip = TfLiteLibrary.Absence ?? SharedTheoryAttribute.Reason;
}
