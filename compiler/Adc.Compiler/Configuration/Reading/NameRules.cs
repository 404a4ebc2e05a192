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

    /// <summary>A firmware of all models has a folder and files as each of them has.</summary>
    public static void CheckTogether(Setting<string> name, IReadOnlyList<ModelConfig> models, DiagnosticBag bag)
    {
        foreach (ModelConfig model in models)
        {
            bool isTest = Is(model.Name);
            if (isTest || Is(model.ModelName.Value))
            {
                bag.Report(Catalogue.NameCollision, name.Origin, model.Name, "adc.together", isTest ? "name (apart from case)" : "model name", name.Value);
            }
        }

        bool Is(string other) => name.Value.Equals(other, StringComparison.OrdinalIgnoreCase);
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
