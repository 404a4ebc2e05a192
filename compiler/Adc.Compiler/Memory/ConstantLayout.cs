using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Memory;

/// <summary>Where the accelerator's constants lie in the two arrays that hold them, one in flash and one in RAM.</summary>
/// <param name="Offsets">Byte offset of each constant in its array, by position in the model; −1 for constants of the CPU.</param>
public sealed record ConstantLayout(Sequence<int> Offsets, int FlashSizeInBytes, int RamSizeInBytes)
{
    /// <summary>A line of the flash; streams that start on one fetch no line twice.</summary>
    public const int LineInBytes = 8;

    public static ConstantLayout Of(LoweredModel model)
    {
        int flash = 0, ram = 0;
        List<int> offsets = [];
        foreach (ConstantArray constant in model.Constants)
        {
            int size = (constant.Data.Bytes.Length + LineInBytes - 1) / LineInBytes * LineInBytes;
            switch (constant.Placement)
            {
                case ConstantPlace.AcceleratorFlash:
                    offsets.Add(flash);
                    flash += size;
                    break;
                case ConstantPlace.AcceleratorRam:
                    offsets.Add(ram);
                    ram += size;
                    break;
                default:
                    offsets.Add(-1);
                    break;
            }
        }

        return new ConstantLayout(offsets.ToSequence(), flash, ram);
    }
}
