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

    private static string SelfTest => Path.Combine(Repository.Root, "firmware", "app", "selftest.c");

    private static string Fixtures => Path.Combine(Repository.Root, "tests", "Adc.Simulator", "Board", "Fixtures");

    /// <summary>The self-test with the stand-in model.</summary>
    public static ElfImage WithSelfTest(params string[] flags) =>
        Build([SelfTest, Path.Combine(Fixtures, "stand_in_model.c"), .. flags]);

    /// <summary>A program of its own; what it includes comes from the board's folder.</summary>
    public static ElfImage WithProgram(string program, params string[] flags)
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            string source = Path.Combine(folder, "program.c");
            File.WriteAllText(source, program);
            return Build([source, .. flags]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ElfImage Build(string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("adc-board-").FullName;
        try
        {
            string script = Path.Combine(folder, "link.ld");
            File.WriteAllText(script, LinkerScript());
            string image = Path.Combine(folder, "image.elf");
            Compile([.. arguments, Objects.Value, "-nostartfiles", "-Wl,--gc-sections", "-T", script, "-o", image]);
            ElfReadResult result = ElfReader.Read(File.ReadAllBytes(image));
            Assert.Null(result.Problem);
            return result.Image!;
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
        Compile([.. Directory.GetFiles(BoardSources, "*.c").Order(StringComparer.Ordinal), "-nostdlib", "-r", "-o", all]);
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
