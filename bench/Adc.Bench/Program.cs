using Adc.Bench;
using Adc.Bench.Benchmarks;

if (args.Any(argument => argument.StartsWith('-')))
{
    Console.WriteLine(
        "usage: bench/run [MODEL.tflite ...]\nMeasures adc beside its limits and what others need: networks on the emulated core, simulators on this machine, and\n"
        + "whole commands. With models: the simulators on these. The networks of MLPerf Tiny come from the folder 'shared' beside the checkout (or ADC_SHARED).");
    return args[0] is "-h" or "--help" ? 0 : 2;
}

if (args.Length > 0)
{
    Print("one inference on one core of this machine", args.SelectMany(path => Simulators(path, null)));
    return 0;
}

Print("one inference on the emulated Cortex-M33", CoreCost.Measure());
Print("one inference on one core of this machine", Network.All.SelectMany(network => network.FullPath is string path
    ? Simulators(path, network)
    : [Figure.Missing(network.Name, "the model is not in the shared folder")]));
Print("commands, the quickest of three runs", WholeCommand.Measure());
Print("from model to emitted C, processor time", CompileTime.Sizes.Select(CompileTime.Measure));
return 0;

static void Print(string title, IEnumerable<Figure> figures)
{
    Console.WriteLine(Figure.Heading(title));
    foreach (Figure figure in figures)
    {
        Console.WriteLine(figure);
    }
}

static IEnumerable<Figure> Simulators(string path, Network? network)
{
    if (BenchModel.Load(path, out string problems) is not BenchModel model)
    {
        yield return Figure.Missing(network?.Name ?? Path.GetFileName(path), problems);
        yield break;
    }

    yield return ReferenceExecution.Measure(model, network);
    yield return BatchSimulator.Measure(model, network);
    yield return ObviousSimulator.Measure(model, network);
}
