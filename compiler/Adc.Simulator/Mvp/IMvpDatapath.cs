using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>Registers, arithmetic and memory of a simulated accelerator: all that depends on data.</summary>
internal interface IMvpDatapath
{
    /// <summary>Numeric flags raised so far.</summary>
    MvpFlags Flags { get; }

    void Preset(MvpRegister register, MvpComplex value);

    /// <summary>False when the bytes are not mapped.</summary>
    bool Load(MvpRegister register, MvpElementType type, uint address);

    /// <summary>False when the operation's meaning is not known. Not called for NOOP.</summary>
    bool Compute(MvpOperation operation);

    /// <summary>False when the bytes are not mapped or are read-only.</summary>
    bool Store(MvpRegister register, MvpElementType type, uint address);
}
