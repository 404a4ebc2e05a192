using System.Diagnostics;
using Adc.Formats.Elf;
using Adc.Tests.Support;
using HandlebarsDotNet;

namespace Adc.Tests.Simulator.Board;

/// <summary>Images built from the real start-up code and linker script, and a few lines of C.</summary>
internal static class BoardImage
{
    public const string Compiler = "arm-none-eabi-gcc";
    public const string Emulator = "libunicorn.so.2";

    private static readonly string[] Flags =
    [
        "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-mcpu=cortex-m33", "-mthumb",
        "-mfpu=fpv5-sp-d16", "-mfloat-abi=hard", "-ffreestanding", "-ffunction-sections", "-fdata-sections", "-O2",
    ];

    // The board's own sources are the same for every image.
    private static readonly Lazy<string> Objects = new(CompileBoard);

    private static string BoardSources => Path.Combine(Repository.Root, "firmware", "boards", "efr32xg24");

    private static string[] BoardFiles => [.. BoardFilesWithoutConsole, ConsoleFile("vcom")];

    private static string[] BoardFilesWithoutConsole => [.. Directory.GetFiles(BoardSources, "*.c").Order(StringComparer.Ordinal)];

    private static string ConsoleFile(string channel) => Path.Combine(BoardSources, "console", $"{channel}.c");

    private static string App => Path.Combine(Repository.Root, "firmware", "app");

    private static string[] SelfTest => [Path.Combine(App, "selftest.c"), Path.Combine(App, "banner.c"), Path.Combine(App, "vectors.c")];

    private static string Fixtures => Path.Combine(Repository.Root, "tests", "Adc.Simulator", "Board", "Fixtures");

    /// <summary>The self-test with the stand-in model.</summary>
    public static ElfImage WithSelfTest(params string[] flags) =>
        Link([.. SelfTest, Path.Combine(Fixtures, "stand_in_model.c"), .. flags, Objects.Value]).Image;

    /// <summary>The self-test with another console than the serial port: swo, rtt or none.</summary>
    /// <param name="flags">Of the compiler.</param>
    public static ElfImage WithConsole(string channel, params string[] flags) =>
        Link([.. SelfTest, Path.Combine(Fixtures, "stand_in_model.c"), .. BoardFilesWithoutConsole, ConsoleFile(channel), .. flags]).Image;

    /// <summary>A program of a test with another console than the serial port.</summary>
    public static ElfImage WithSourceAndConsole(string channel, string program)
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            string source = Path.Combine(folder, "program.c");
            File.WriteAllText(source, program);
            return Link([source, .. BoardFilesWithoutConsole, ConsoleFile(channel)]).Image;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The self-test for another board than the usual one.</summary>
    public static ElfImage ForBoard(string board, params string[] flags) => Link(
        [.. SelfTest, Path.Combine(Fixtures, "stand_in_model.c"), .. BoardFiles, $"-DADC_BOARD_FACTS=\"{board}.h\"", .. flags]).Image;

    /// <summary>A program among the fixtures, in place of the self-test.</summary>
    public static ElfImage WithProgram(string fixture) => WithFile(fixture).Image;

    /// <summary>The same with the bytes it was read from.</summary>
    public static (ElfImage Image, byte[] File) WithFile(string fixture) => Link([Path.Combine(Fixtures, fixture), Objects.Value]);

    /// <summary>A program of a test, in place of the self-test.</summary>
    /// <param name="arguments">Further sources and flags.</param>
    public static ElfImage WithSource(string program, params string[] arguments) => LinkSource(program, arguments).Image;

    /// <summary>The bytes of such an image, and those of the self-test with the stand-in model.</summary>
    public static byte[] FileWithSource(string program) => LinkSource(program, []).File;

    public static byte[] FileWithSelfTest() => Link([.. SelfTest, Path.Combine(Fixtures, "stand_in_model.c"), Objects.Value]).File;

    private static (ElfImage Image, byte[] File) LinkSource(string program, string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            string source = Path.Combine(folder, "program.c");
            File.WriteAllText(source, program);
            return Link([source, .. arguments, Objects.Value]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sources and compiler flags of any kind, on top of the board's own.</summary>
    public static ElfImage With(params string[] arguments) => Link([.. arguments, Objects.Value]).Image;

    private static (ElfImage Image, byte[] File) Link(string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            string script = Path.Combine(folder, "link.ld");
            File.WriteAllText(script, LinkerScript());
            string image = Path.Combine(folder, "image.elf");
            Compile([.. arguments, "-nostartfiles", "-Wl,--gc-sections", "-T", script, "-o", image]);
            byte[] file = File.ReadAllBytes(image);
            ElfReadResult result = ElfReader.Read(file);
            Assert.Null(result.Problem);
            return (result.Image!, file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string LinkerScript()
    {
        IHandlebars handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        string template = File.ReadAllText(Path.Combine(Repository.Root, "templates", "link.ld.hbs"));
        return handlebars.Compile(template)(new
        {
            flash_origin = "0x08000000",
            flash_length = "0x0017E000",
            ram_origin = "0x20000000",
            ram_length = "0x00040000",
            stack_size = "0x00001000",
        });
    }

    private static string CompileBoard()
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-objects-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string all = Path.Combine(folder, "board.o");
        Compile([.. BoardFiles, "-nostdlib", "-r", "-o", all]);
        return all;
    }

    private static void Compile(string[] arguments)
    {
        var start = new ProcessStartInfo(Compiler, [.. Flags, $"-I{BoardSources}", $"-I{Fixtures}", .. arguments])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && errors.Length == 0, errors);
    }
}
