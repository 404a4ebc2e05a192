using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
namespace Adc.Cli;
internal static class Requests
{
    public static CompileRequest ForModel(string path, Rounding rounding) => new(
        CIdentifier.Of(Path.GetFileNameWithoutExtension(path)), path, path, Origin.None, new LoweringOptions(rounding), new MemoryOptions(),
        new TargetRequest("brd2601b", "EFR32MG24B310F1536IM48", 78_000_000, 1536 * 1024, 256 * 1024, 1500_000, 220_000,
            new TargetLayout(0x08000000, 0x17E000, 0x20000000, 0x40000, 8192, "firmware/boards/efr32xg24/", "brd2601b"), "O2", null), []);
}
