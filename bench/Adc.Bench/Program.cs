using Adc.Bench;
using Adc.Bench.Benchmarks;

IBenchmark[] benchmarks = [new BatchSimulator(), new ObviousSimulator(), new ReferenceExecution()];

if (args.Any(argument => argument.StartsWith('-')))
{
    Console.WriteLine(
        "usage: bench/run [MODEL.tflite ...]\nMeasures adc on these models, else on the one of MLPerf Tiny's anomaly detection in the shared folder,\n"
        + "and how the time to compile grows with the number of layers.");
    return args[0] is "-h" or "--help" ? 0 : 2;
}

if (args.Length == 0)
{
    Console.WriteLine("time to compile a chain of convolutions, without the C build");
    foreach (int layers in CompileTime.Sizes)
    {
        Console.WriteLine(CompileTime.Measure(layers));
    }

    Console.WriteLine();
}

IReadOnlyList<string> paths = args.Length > 0 ? args : BenchModel.Usual;
if (paths.Count == 0)
{
    Console.WriteLine("nothing to measure: give a .tflite model, or put the folder 'shared' beside the checkout (or set ADC_SHARED)");
}

foreach (string path in paths)
{
    if (BenchModel.Load(path, out string problems) is not BenchModel model)
    {
        Console.Error.WriteLine(problems);
        return 1;
    }

    Console.WriteLine(BenchTable.Heading(model));
    foreach (BenchResult result in benchmarks.Select(benchmark => benchmark.Measure(model)))
    {
        Console.WriteLine(BenchTable.Row(result));
    }

    Console.WriteLine();
}

return 0;
