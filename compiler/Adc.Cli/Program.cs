using System.CommandLine;
using Adc.Cli.Commands;

var root = new RootCommand("Compiles neural networks ahead of time for Silicon Labs EFR32xG24 boards.") { RunCommand.Create() };
return root.Parse(args).Invoke();
