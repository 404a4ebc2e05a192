namespace Adc.Mvp;

/// <summary>Operations of the ALU. Bits 8, 7 and 6 of the code say whether X, Y and A are read.</summary>
/// <remarks>
/// Every operation works on pairs (real, imaginary). Names ending in A work lane by lane; those ending in B are the other
/// lane arrangement, which no known program uses.
/// </remarks>
public enum MvpOpcode
{
    Noop = 0x000,
    Clear = 0x001,
    Copy = 0x041,
    Swap = 0x042,
    Dbl = 0x043,
    FanA = 0x044,
    FanB = 0x045,
    Relu2 = 0x046,
    NRelu2 = 0x047,
    Inc2 = 0x048,
    Dec2 = 0x049,
    AddR = 0x04A,
    Max = 0x04B,
    Min = 0x04C,
    RSqr2B = 0x124,
    AddC = 0x14E,
    Max2A = 0x153,
    Min2A = 0x154,
    XRealC2 = 0x15E,
    XImagC2 = 0x15F,
    AddR2B = 0x161,
    Max2B = 0x162,
    Min2B = 0x163,
    MulC = 0x18D,
    MulR2A = 0x197,
    MulR2B = 0x198,
    AddR4 = 0x19A,
    Max4 = 0x19B,
    Min4 = 0x19C,
    SqrMagC2 = 0x19D,
    PRelu2B = 0x1A0,
    MacC = 0x1CD,
    AacC = 0x1CE,
    Elu2A = 0x1CF,
    Elu2B = 0x1D0,
    IfR2A = 0x1D1,
    IfR2B = 0x1D2,
    MaxAc2 = 0x1D3,
    MinAc2 = 0x1D4,
    Clip2A = 0x1D5,
    Clip2B = 0x1D6,
    MacR2A = 0x1D7,
    MacR2B = 0x1D8,
    IfC = 0x1D9,
}
