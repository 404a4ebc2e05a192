namespace Adc.Mvp;

/// <summary>What the ALU does in one instruction. Operands that the operation does not read stay at their default.</summary>
public readonly record struct MvpOperation(MvpOpcode Opcode, MvpRegister Z, MvpOperand X, MvpOperand Y, MvpOperand A)
{
    /// <summary>Nothing; the instruction's loads and store still happen.</summary>
    public static MvpOperation Noop => default;

    /// <summary>z = +0.</summary>
    public static MvpOperation Clear(MvpRegister z) => new(MvpOpcode.Clear, z, default, default, default);

    /// <summary>z = a.</summary>
    public static MvpOperation Copy(MvpRegister z, MvpOperand a) => new(MvpOpcode.Copy, z, default, default, a);

    /// <summary>z = (im a, re a).</summary>
    public static MvpOperation Swap(MvpRegister z, MvpOperand a) => new(MvpOpcode.Swap, z, default, default, a);

    /// <summary>z = max(a, +0), lane by lane.</summary>
    public static MvpOperation Relu2(MvpRegister z, MvpOperand a) => new(MvpOpcode.Relu2, z, default, default, a);

    /// <summary>re z = re a + im a; the imaginary part is not to be relied on.</summary>
    public static MvpOperation AddR(MvpRegister z, MvpOperand a) => new(MvpOpcode.AddR, z, default, default, a);

    /// <summary>z = x + a.</summary>
    public static MvpOperation AddC(MvpRegister z, MvpOperand x, MvpOperand a) => new(MvpOpcode.AddC, z, x, default, a);

    /// <summary>z = max(x, a), lane by lane.</summary>
    public static MvpOperation Max2A(MvpRegister z, MvpOperand x, MvpOperand a) => new(MvpOpcode.Max2A, z, x, default, a);

    /// <summary>z = min(x, a), lane by lane.</summary>
    public static MvpOperation Min2A(MvpRegister z, MvpOperand x, MvpOperand a) => new(MvpOpcode.Min2A, z, x, default, a);

    /// <summary>z = x * y, the complex product. With a real x it scales both lanes of y.</summary>
    public static MvpOperation MulC(MvpRegister z, MvpOperand x, MvpOperand y) => new(MvpOpcode.MulC, z, x, y, default);

    /// <summary>z = x * y, lane by lane.</summary>
    public static MvpOperation MulR2A(MvpRegister z, MvpOperand x, MvpOperand y) => new(MvpOpcode.MulR2A, z, x, y, default);

    /// <summary>z = a + x * y with the complex product. With a real x it scales both lanes of y.</summary>
    public static MvpOperation MacC(MvpRegister z, MvpOperand x, MvpOperand y, MvpOperand a) => new(MvpOpcode.MacC, z, x, y, a);

    /// <summary>z = x + y + a.</summary>
    public static MvpOperation AacC(MvpRegister z, MvpOperand x, MvpOperand y, MvpOperand a) => new(MvpOpcode.AacC, z, x, y, a);

    /// <summary>z = a clipped to [x, y], lane by lane.</summary>
    public static MvpOperation Clip2A(MvpRegister z, MvpOperand x, MvpOperand y, MvpOperand a) => new(MvpOpcode.Clip2A, z, x, y, a);

    /// <summary>z = a + x * y, lane by lane.</summary>
    public static MvpOperation MacR2A(MvpRegister z, MvpOperand x, MvpOperand y, MvpOperand a) => new(MvpOpcode.MacR2A, z, x, y, a);

    /// <summary>Registers the operation reads, by index; one bit each.</summary>
    public int ReadMask =>
        (Opcode.ReadsX() ? 1 << X.Register.Index : 0)
        | (Opcode.ReadsY() ? 1 << Y.Register.Index : 0)
        | (Opcode.ReadsA() ? 1 << A.Register.Index : 0);
}
