namespace Adc.Compiler.Toolchain;

/// <summary>A program that adc calls, and how a user gets it.</summary>
/// <param name="HowToGet">A sentence for the diagnostic and for <c>adc doctor</c>.</param>
public sealed record Tool(string Name, string HowToGet)
{
    public static Tool ArmGcc { get; } = new(
        "arm-none-eabi-gcc", "on Debian and Ubuntu: apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi; elsewhere: the Arm GNU Toolchain from Arm's developer site");

    public static Tool ArmObjcopy { get; } = new("arm-none-eabi-objcopy", "on Debian and Ubuntu: apt-get install binutils-arm-none-eabi");

    /// <summary>Found by the compiler, not on the PATH: the C library for the board.</summary>
    public static Tool NewlibSpecs { get; } = new("nano.specs", "on Debian and Ubuntu: apt-get install libnewlib-arm-none-eabi; elsewhere it comes with the Arm GNU Toolchain");

    public static Tool HostCompiler { get; } = new("cc", "on Debian and Ubuntu: apt-get install gcc libc6-dev");

    /// <summary>The vendor's programmer for boards.</summary>
    public static Tool Commander { get; } = new(
        "commander", "it is Simplicity Commander, a free download from Silicon Labs; put it on the PATH, or name it by --tool-path or the variable ADC_COMMANDER");

    public static Tool OpenOcd { get; } = new(
        "openocd", "it must know the flash of series 2 (driver efm32s2), as the one that comes with the Arduino core for Silicon Labs does; name it by --tool-path or the variable ADC_OPENOCD");

    public static Tool JLink { get; } = new(
        "JLinkExe", "it is SEGGER's J-Link Commander, a download from SEGGER; put it on the PATH, or name it by --tool-path or the variable ADC_JLINK");

    /// <summary>The full path of the program on the PATH or in a given folder; null when it is not there.</summary>
    public string? Find(string? folder = null)
    {
        IEnumerable<string> folders = folder is null
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [folder, Path.Combine(folder, "bin")];
        string[] names = OperatingSystem.IsWindows() ? [Name + ".exe", Name] : [Name];
        return folders.SelectMany(place => names.Select(name => Path.Combine(place, name))).FirstOrDefault(File.Exists);
    }
}
