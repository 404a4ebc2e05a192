using System.CommandLine;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc doctor</c>: which tools are there, which versions, what is missing and how to get it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Lists the tools that adc uses, their versions, and how to get what is missing.\n\nExample: adc doctor");
        command.SetAction((_, cancellation) =>
        {
            Console.Out.WriteLine($"adc {AdcVersion.Text} on .NET {Environment.Version}");
            bool complete = Check(Tool.ArmGcc, "firmware", cancellation) & Check(Tool.ArmObjcopy, "firmware", cancellation) & Check(Tool.HostCompiler, "emitted C on this machine", cancellation);
            string? missing = Engines.WhyNoBoard();
            Console.Out.WriteLine(missing is null ? Row("ok", "libunicorn", "emulated board", "") : Row("missing", "libunicorn", "emulated board", missing));
            return Task.FromResult(complete && missing is null ? ExitCodes.Success : ExitCodes.ToolchainOrOutput);
        });
        return command;
    }

    private static bool Check(Tool tool, string purpose, CancellationToken cancellation)
    {
        if (tool.Find() is not string path)
        {
            Console.Out.WriteLine(Row("missing", tool.Name, purpose, tool.HowToGet));
            return false;
        }

        string version = ToolRun.Of(path, ["--version"], Environment.CurrentDirectory, cancellation).Output.Split('\n')[0].Trim();
        Console.Out.WriteLine(Row("ok", tool.Name, purpose, version));
        return true;
    }

    private static string Row(string state, string name, string purpose, string remark) => $"  {state,-8} {name,-24} {purpose,-26} {remark}".TrimEnd();
}
