using System.Collections.Frozen;

namespace Adc.Mvp;

/// <summary>How sure we are of what an operation does.</summary>
public enum MvpEvidence
{
    /// <summary>Known programs use it and were reproduced with this meaning.</summary>
    Proven,

    /// <summary>No known program uses it, but its description leaves one reading.</summary>
    SafeReading,

    /// <summary>A best guess. Programs of ours do not use it.</summary>
    Guess,
}

/// <summary>Facts about operations.</summary>
public static class MvpOpcodes
{
    private static readonly FrozenDictionary<string, MvpOpcode> ByMnemonic =
        Enum.GetValues<MvpOpcode>().ToFrozenDictionary(opcode => opcode.Mnemonic());

    /// <summary>False for codes that only hostile program words name.</summary>
    public static bool IsDefined(this MvpOpcode opcode) => Enum.IsDefined(opcode);

    public static bool ReadsX(this MvpOpcode opcode) => ((int)opcode & 0x100) != 0;

    public static bool ReadsY(this MvpOpcode opcode) => ((int)opcode & 0x080) != 0;

    public static bool ReadsA(this MvpOpcode opcode) => ((int)opcode & 0x040) != 0;

    /// <summary>True for everything but NOOP.</summary>
    public static bool WritesZ(this MvpOpcode opcode) => opcode != MvpOpcode.Noop;

    /// <summary>Whether A enters an adder like X does, one cycle earlier than the A of a multiply-add.</summary>
    public static bool ReadsALikeX(this MvpOpcode opcode) => opcode is MvpOpcode.AddR or MvpOpcode.AddC or MvpOpcode.AacC;

    public static MvpEvidence Evidence(this MvpOpcode opcode) => opcode switch
    {
        MvpOpcode.Noop or MvpOpcode.Clear or MvpOpcode.Copy or MvpOpcode.AddR or MvpOpcode.AddC or MvpOpcode.Max2A
            or MvpOpcode.MulC or MvpOpcode.MulR2A or MvpOpcode.SqrMagC2 or MvpOpcode.MacC or MvpOpcode.AacC
            or MvpOpcode.MaxAc2 or MvpOpcode.Clip2A or MvpOpcode.MacR2A => MvpEvidence.Proven,
        MvpOpcode.Swap or MvpOpcode.Dbl or MvpOpcode.Relu2 or MvpOpcode.NRelu2 or MvpOpcode.Inc2 or MvpOpcode.Dec2
            or MvpOpcode.Min2A => MvpEvidence.SafeReading,
        _ => MvpEvidence.Guess,
    };

    /// <summary>The name used in listings, as in <c>MACR2A</c>.</summary>
    public static string Mnemonic(this MvpOpcode opcode) =>
        opcode.IsDefined() ? opcode.ToString().ToUpperInvariant() : FormattableString.Invariant($"OP{(int)opcode:X3}");

    /// <summary>The operation with this mnemonic, or null.</summary>
    public static MvpOpcode? FromMnemonic(string mnemonic) =>
        ByMnemonic.TryGetValue(mnemonic, out MvpOpcode opcode) ? opcode : null;
}
