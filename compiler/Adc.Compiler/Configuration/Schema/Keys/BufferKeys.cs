using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Axon's keys about memory.</summary>
public static class BufferKeys
{
    public static readonly OptionalKey<long> InterlayerBufferSize = new(
        "interlayer_buffer_size", SizeType.Instance, "",
        "Budget of the activation arena.");

    public static readonly OptionalKey<long> PsumBufferSize = new(
        "psum_buffer_size", SizeType.Instance, "",
        "Budget of the accelerator's scratch memory.");

    public static readonly OptionalKey<ConstantPlacement> ConstantsLocation = new(
        "constants_location",
        new ChoiceType<ConstantPlacement>(new("NVM", ConstantPlacement.Auto), new("RAM", ConstantPlacement.Ram)), "",
        "Where weights live; memory.constants takes precedence.");

    public static readonly SettingKey<bool> NoStriping = new(
        "no_striping", BooleanType.Instance, false,
        "Whether layers are never split; mvp.tiling takes precedence.");

    public static readonly SettingKey<Sequence<NamedValue<int>>> CpuOpCodesList = new(
        "cpu_op_codes_list",
        new MapType<int>(new IntegerType(int.MinValue), "a map of integers to integers, such as { 25: 100 }", hasIntegerKeys: true),
        [],
        "Axon's table of operators for the core.")
    {
        Status = SettingStatus.Never,
        Because = "operators are placed by what the accelerator can run; use mvp.force_cpu to move one to the core",
    };

    public static IReadOnlyList<SettingKey> All { get; } =
        [InterlayerBufferSize, PsumBufferSize, ConstantsLocation, NoStriping, CpuOpCodesList];
}
