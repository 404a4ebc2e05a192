using System.CommandLine;
using Adc.Cli;
using Adc.Cli.Commands;
using Adc.Compiler.Diagnostics;

var global = new GlobalOptions();
var root = new RootCommand("Compiles neural networks ahead of time for Silicon Labs EFR32xG24 boards.")
{
    CompileCommand.Create(global),
    RunCommand.Create(global),
    DoctorCommand.Create(),
    ExplainCommand.Create(),
};
global.AddTo(root);

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (string message in parsed.Errors.Select(error => error.Message))
    {
        Console.Error.WriteLine($"adc: {message}");
    }

    Console.Error.WriteLine("Try 'adc --help'.");
    return ExitCodes.CommandLine;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("adc: interrupted; nothing was left half-written");
    return ExitCodes.Interrupted;
}
#pragma warning disable CA1031 // The one place where a bug of ours becomes a diagnostic.
catch (Exception exception)
#pragma warning restore CA1031
{
    string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
    Console.Error.WriteLine(Diagnostic.Create(Catalogue.InternalError, Origin.None, $"{exception.GetType().Name}: {exception.Message} {place}"));
    return ExitCodes.Internal;
}
