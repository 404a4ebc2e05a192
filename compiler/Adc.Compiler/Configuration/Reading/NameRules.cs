using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>Keeps the files and symbols of several tests apart.</summary>
internal static class NameRules
{
    public static void Check(IReadOnlyList<ModelConfig> models, DiagnosticBag bag)
    {
        Check(models, "name (apart from case)", model => model.Name, model => model.Origin, bag);
        Check(models, "model name", model => model.ModelName.Value, model => model.ModelName.Origin, bag);
    }

    private static void Check(
        IReadOnlyList<ModelConfig> models, string what, Func<ModelConfig, string> name, Func<ModelConfig, Origin> origin, DiagnosticBag bag)
    {
        Dictionary<string, ModelConfig> first = new(StringComparer.OrdinalIgnoreCase);
        foreach (ModelConfig model in models)
        {
            if (!first.TryAdd(name(model), model))
            {
                bag.Report(Catalogue.NameCollision, origin(model), first[name(model)].Name, model.Name, what, name(model));
            }
        }
    }
}
