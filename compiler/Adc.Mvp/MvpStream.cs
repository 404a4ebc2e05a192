namespace Adc.Mvp;

/// <summary>One memory access of an instruction: a load into a register or the store of one.</summary>
/// <param name="Step">Axes whose index advances by one, with wrap, after all addresses of the instruction are formed.</param>
public readonly record struct MvpStream(MvpRegister Register, int Array, MvpAxes Step = MvpAxes.None);
