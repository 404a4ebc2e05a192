using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>The firmware image.</summary>
public static class FirmwareKeys
{
    public static readonly SettingKey<bool> Generate = new(
        "firmware.generate", BooleanType.Instance, true,
        "Whether a firmware project is written.");

    public static readonly SettingKey<FirmwareApp> App = new(
        "firmware.app",
        new ChoiceType<FirmwareApp>(new("selftest", FirmwareApp.SelfTest), new("bench", FirmwareApp.Bench), new("device", FirmwareApp.Device), new("none", FirmwareApp.None)),
        FirmwareApp.SelfTest,
        "What the firmware does; bench adds cycle counts to the self-test, device then answers a host, none leaves the application to you.");

    public static readonly SettingKey<CToolchain> Toolchain = new(
        "firmware.toolchain",
        new ChoiceType<CToolchain>(new("gcc", CToolchain.Gcc), new("llvm", CToolchain.Llvm), new("none", CToolchain.None)),
        CToolchain.Gcc,
        "Which C compiler builds it.");

    // Not kept inside the folder of the YAML file: compilers live elsewhere.
    public static readonly OptionalKey<string> ToolchainPath = new(
        "firmware.toolchain_path", new TextType("a path to the folder of a C compiler"), "from PATH",
        "Where the C compiler is.");

    public static readonly SettingKey<bool> Build = new(
        "firmware.build", BooleanType.Instance, true,
        "Whether the firmware is built.");

    public static readonly SettingKey<COptimization> Opt = new(
        "firmware.opt",
        new ChoiceType<COptimization>(
            new("O1", COptimization.O1),
            new("O2", COptimization.O2),
            new("O3", COptimization.O3),
            new("Os", COptimization.Os)),
        COptimization.O2,
        "Optimization level of the C compiler.");

    public static readonly SettingKey<long> FlashOffset = new(
        "firmware.flash_offset", SizeType.Instance, 0,
        "Where in flash the firmware begins, a multiple of 8KiB; 24KiB leaves room for a Gecko bootloader.");

    public static readonly SettingKey<ResultChannel> Uart = new(
        "firmware.uart",
        new ChoiceType<ResultChannel>(
            new("vcom", ResultChannel.Vcom), new("swo", ResultChannel.Swo), new("rtt", ResultChannel.Rtt), new("none", ResultChannel.None)),
        ResultChannel.Vcom,
        "How results leave the board: serial port, trace pin, a buffer in RAM that a debugger reads, or not at all but for a verdict in RAM.");

    public static readonly SettingKey<bool> Flash = new(
        "firmware.flash", BooleanType.Instance, false,
        "Whether a connected board is programmed, by Simplicity Commander.");

    public static readonly OptionalKey<string> SerialNumber = new(
        "firmware.serial_number", new TextType("the serial number of a debug adapter"), "none",
        "Which debug adapter is used.", "none");

    public static readonly SettingKey<int> TimeoutInSeconds = new(
        "firmware.timeout_s", new IntegerType(1, 86_400), 60,
        "How long to wait for the board, in seconds; on the emulated board, of its clock.");

    public static readonly SettingKey<bool> HostApp = new(
        "firmware.host_app", BooleanType.Instance, true,
        "Whether the same C is also built for the desktop, with a model of the accelerator.");

    public static IReadOnlyList<SettingKey> All { get; } =
        [Generate, App, Toolchain, ToolchainPath, Build, Opt, FlashOffset, Uart, Flash, SerialNumber, TimeoutInSeconds, HostApp];
}
