namespace Adc.Compiler.Targets;

/// <summary>The security engine of a part; letter A or B in its number.</summary>
public enum SecurityLevel
{
    Mid,
    High,
}
