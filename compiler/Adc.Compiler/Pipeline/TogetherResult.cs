using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>One firmware of several models, as far as it came.</summary>
/// <param name="Name">Of the image, the header and the folder.</param>
/// <param name="Models">The compilations of the models by themselves, for the same target.</param>
/// <param name="Host">What the desktop program said of all test vectors.</param>
/// <param name="Board">What the firmware said of them on the emulated board.</param>
public sealed record TogetherResult(
    string Name, Sequence<Compilation> Models, SourceTree Sources, FirmwareImage? Image = null, SelfTestResult? Host = null, SelfTestResult? Board = null)
{
    public TargetRequest Target => Models[0].Request.Target;

    /// <summary>Bytes of the arena that models without a state share.</summary>
    public int SharedArenaInBytes => TogetherEmitter.ArenaSize(Models.Select(Source));

    /// <summary>Bytes of arenas that models with a state have to themselves.</summary>
    public int OwnArenasInBytes => Models.Where(model => Source(model).HasState).Sum(model => model.Plan.ArenaSizeInBytes);

    /// <summary>Constants that lie in RAM for the accelerator, of all models.</summary>
    public int PinnedInBytes => Models.Sum(model => ConstantsIn(model, ConstantPlace.AcceleratorRam));

    /// <summary>Constants of all models in flash, those included that are copied to RAM.</summary>
    public int ConstantsInBytes => Models.Sum(model => ConstantsIn(model, ConstantPlace.AcceleratorRam, ConstantPlace.AcceleratorFlash, ConstantPlace.Flash));

    internal static TogetherModel Source(Compilation model) =>
        new(model.Plan, model.Identity, model.Vectors, model.Request.Target.Firmware.Style, model.Score);

    private static int ConstantsIn(Compilation model, params ConstantPlace[] places) =>
        model.Plan.Lowered.Constants.Where(constant => places.Contains(constant.Placement)).Sum(constant => constant.Data.Bytes.Length);
}
