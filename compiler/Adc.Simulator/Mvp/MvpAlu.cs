using Adc.Mvp;

namespace Adc.Simulator.Mvp;

/// <summary>The meaning of each operation, on one pair of binary16 numbers.</summary>
/// <remarks>Comparisons treat a NaN as not greater, and of two equal numbers take the second: which only tells +0 from -0.</remarks>
internal sealed class MvpAlu(MvpMultiplyAdd multiplyAdd)
{
    private MvpFlags flags;

    /// <summary>Numeric flags raised so far.</summary>
    public MvpFlags Flags => flags;

    /// <summary>The result, or null for an operation whose meaning is not known.</summary>
    public MvpComplex? Compute(MvpOpcode opcode, MvpComplex x, MvpComplex y, MvpComplex a)
    {
        MvpComplex? result = Evaluate(opcode, x, y, a);
        if (result is { } z && (ExactSum.IsNaN(z.RealBits) || ExactSum.IsNaN(z.ImaginaryBits)))
        {
            flags |= MvpFlags.AluNaN;
        }

        return result;
    }

    private MvpComplex? Evaluate(MvpOpcode opcode, MvpComplex x, MvpComplex y, MvpComplex a)
    {
        (ushort xr, ushort xi) = x;
        (ushort yr, ushort yi) = y;
        (ushort ar, ushort ai) = a;
        const ushort zero = 0;
        const ushort one = 0x3C00;
        return opcode switch
        {
            MvpOpcode.Clear => MvpComplex.Zero,
            MvpOpcode.Copy => a,
            MvpOpcode.Swap => new MvpComplex(ai, ar),
            MvpOpcode.Dbl => new MvpComplex(Sum(ar, ar), Sum(ai, ai)),
            MvpOpcode.FanA => new MvpComplex(ar, ar),
            MvpOpcode.FanB => new MvpComplex(ai, ai),
            MvpOpcode.Relu2 => new MvpComplex(Max(ar, zero), Max(ai, zero)),
            MvpOpcode.NRelu2 => new MvpComplex(Min(ar, Negated(zero)), Min(ai, Negated(zero))),
            MvpOpcode.Inc2 => new MvpComplex(Sum(ar, one), Sum(ai, one)),
            MvpOpcode.Dec2 => new MvpComplex(Sum(ar, Negated(one)), Sum(ai, Negated(one))),
            MvpOpcode.AddR => new MvpComplex(Sum(ar, ai), zero),
            MvpOpcode.Max => new MvpComplex(Max(ar, ai), zero),
            MvpOpcode.Min => new MvpComplex(Min(ar, ai), zero),
            MvpOpcode.AddC => new MvpComplex(Sum(xr, ar), Sum(xi, ai)),
            MvpOpcode.Max2A => new MvpComplex(Max(xr, ar), Max(xi, ai)),
            MvpOpcode.Min2A => new MvpComplex(Min(xr, ar), Min(xi, ai)),
            MvpOpcode.XRealC2 => new MvpComplex(xr, ar),
            MvpOpcode.XImagC2 => new MvpComplex(xi, ai),
            MvpOpcode.AddR2B => new MvpComplex(Sum(xr, xi), Sum(ar, ai)),
            MvpOpcode.Max2B => new MvpComplex(Max(xr, xi), Max(ar, ai)),
            MvpOpcode.Min2B => new MvpComplex(Min(xr, xi), Min(ar, ai)),
            MvpOpcode.MulC => new MvpComplex(Products(xr, yr, Negated(xi), yi), Products(xr, yi, xi, yr)),
            MvpOpcode.MulR2A => new MvpComplex(Product(xr, yr), Product(xi, yi)),
            MvpOpcode.MulR2B => new MvpComplex(Product(xr, xi), Product(yr, yi)),
            MvpOpcode.AddR4 => new MvpComplex(Round(ExactSum.Zero.Plus(xr).Plus(xi).Plus(yr).Plus(yi)), zero),
            MvpOpcode.Max4 => new MvpComplex(Max(Max(xr, xi), Max(yr, yi)), zero),
            MvpOpcode.Min4 => new MvpComplex(Min(Min(xr, xi), Min(yr, yi)), zero),
            MvpOpcode.SqrMagC2 => new MvpComplex(Products(xr, yr, xi, yi), zero),
            MvpOpcode.MacC => new MvpComplex(MultiplyAdd(ar, xr, yr, Negated(xi), yi), MultiplyAdd(ai, xr, yi, xi, yr)),
            MvpOpcode.AacC => new MvpComplex(Sum(xr, yr, ar), Sum(xi, yi, ai)),
            MvpOpcode.IfR2A => new MvpComplex(IsGreater(ar, zero) ? xr : yr, IsGreater(ai, zero) ? xi : yi),
            MvpOpcode.MaxAc2 => new MvpComplex(Max(xr, Max(yr, ar)), Max(xi, Max(yi, ai))),
            MvpOpcode.MinAc2 => new MvpComplex(Min(xr, Min(yr, ar)), Min(xi, Min(yi, ai))),
            MvpOpcode.Clip2A => new MvpComplex(Min(Max(ar, xr), yr), Min(Max(ai, xi), yi)),
            MvpOpcode.MacR2A => new MvpComplex(MultiplyAdd(ar, xr, yr), MultiplyAdd(ai, xi, yi)),
            _ => null,
        };
    }

    private static ushort Negated(ushort value) => (ushort)(value ^ 0x8000);

    private static bool IsGreater(ushort left, ushort right) =>
        BitConverter.UInt16BitsToHalf(left) > BitConverter.UInt16BitsToHalf(right);

    private static ushort Max(ushort left, ushort right) => IsGreater(left, right) ? left : right;

    private static ushort Min(ushort left, ushort right) => IsGreater(right, left) ? left : right;

    private ushort Round(ExactSum sum) => sum.Round(ref flags);

    private ushort Sum(ushort p, ushort q) => Round(ExactSum.Zero.Plus(p).Plus(q));

    private ushort Sum(ushort p, ushort q, ushort r) => Round(ExactSum.Zero.Plus(p).Plus(q).Plus(r));

    private ushort Product(ushort p, ushort q) => Round(ExactSum.Zero.PlusProduct(p, q));

    private ushort MultiplyAdd(ushort addend, ushort p, ushort q) => multiplyAdd == MvpMultiplyAdd.Fused
        ? Round(ExactSum.Zero.Plus(addend).PlusProduct(p, q))
        : Sum(addend, Product(p, q));

    private ushort MultiplyAdd(ushort addend, ushort p, ushort q, ushort r, ushort s) => multiplyAdd == MvpMultiplyAdd.Fused
        ? Round(ExactSum.Zero.Plus(addend).PlusProduct(p, q).PlusProduct(r, s))
        : Sum(Sum(addend, Product(p, q)), Product(r, s));

    private ushort Products(ushort p, ushort q, ushort r, ushort s) => multiplyAdd == MvpMultiplyAdd.Fused
        ? Round(ExactSum.Zero.PlusProduct(p, q).PlusProduct(r, s))
        : Sum(Product(p, q), Product(r, s));
}
