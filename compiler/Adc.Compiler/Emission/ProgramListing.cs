using System.Globalization;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Mvp;

namespace Adc.Compiler.Emission;

/// <summary>A program as text: constants by layer and role, buffers by their place in the arena.</summary>
internal static class ProgramListing
{
    public static IEnumerable<string> Of(MvpProgram program, PlannedModel plan)
    {
        string NameOf(MvpBufferId id)
        {
            if (!ProgramMemory.IsConstant(id))
            {
                return string.Create(CultureInfo.InvariantCulture, $"arena{plan.OffsetOf(ProgramMemory.BufferOf(id))}");
            }

            ConstantArray constant = plan.Lowered.Constants[ProgramMemory.ConstantOf(id)];
            return string.Create(CultureInfo.InvariantCulture, $"layer{constant.Layer}.{constant.Role}");
        }

        return MvpDisassembler.Print(program, NameOf).TrimEnd().Split('\n').Select(line => line.TrimEnd());
    }
}
