using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Toolchain;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc doctor</c>: which tools are there, which versions, what is missing and how to get it.</summary>
internal static class DoctorCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var command = new ExampleCommand("doctor", "Lists the tools that adc uses, their versions, and how to get what is missing.", "adc doctor");
        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            ToolState[] tools =
            [
                Check(Tool.ArmGcc, "firmware", cancellation),
                CheckLibrary(cancellation),
                Check(Tool.ArmObjcopy, "firmware", cancellation),
                Check(Tool.HostCompiler, "emitted C on this machine", cancellation),
                new("libunicorn", "emulated board", Engines.WhyNoBoard() is null, Engines.WhyNoBoard() ?? ""),
                Check(Tool.Commander, "programming a board", cancellation) with { IsOptional = true },
            ];
            if (!printer.Document(() => JsonDocuments.Of(tools)))
            {
                printer.Result($"adc {AdcVersion.Text} on .NET {Environment.Version}\n\n{List(tools)}");
            }

            return Task.FromResult(tools.All(tool => tool.Found || tool.IsOptional) ? ExitCodes.Success : ExitCodes.ToolchainOrOutput);
        });
        return command;
    }

    private static ToolState Check(Tool tool, string purpose, CancellationToken cancellation) => tool.Find() is string path
        ? new(tool.Name, purpose, true, ToolRun.Of(path, ["--version"], Environment.CurrentDirectory, cancellation).Output.Split('\n')[0].Trim())
        : new(tool.Name, purpose, false, tool.HowToGet);

    private static ToolState CheckLibrary(CancellationToken cancellation)
    {
        // GCC answers with a path when it finds the file, else with the bare name.
        string? specs = Tool.ArmGcc.Find() is string gcc
            ? ToolRun.Of(gcc, [$"-print-file-name={Tool.NewlibSpecs.Name}"], Environment.CurrentDirectory, cancellation).Output.Trim()
            : null;
        bool found = specs is not null && specs != Tool.NewlibSpecs.Name;
        return new(Tool.NewlibSpecs.Name, "firmware", found, found ? "newlib, small variant" : Tool.NewlibSpecs.HowToGet);
    }

    /// <summary>The tools in rows, with what there is to say about each.</summary>
    internal static string List(IReadOnlyList<ToolState> tools)
    {
        string[] rows = [.. tools.Select(tool =>
        {
            string row = $"  {(tool.Found ? "found" : tool.IsOptional ? "absent" : "MISSING"),-8} {tool.Name,-22} {tool.Purpose}";
            return tool.Remark.Length == 0 ? row : Paragraph.Of(tool.Remark, row + "\n" + new string(' ', RemarkIndent), RemarkIndent);
        })];
        return string.Join('\n', rows);
    }

    private const int RemarkIndent = 11;
}
