namespace Adc.Tests.Support;

/// <summary>Finds the project's own files and, where they stand beside it, the shared models.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Compiler.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder with real models and design facts beside the checkout, or null.</summary>
    public static string? Shared { get; } = FindShared();

    public static string InShared(params string[] parts) =>
        Path.Combine([Shared ?? throw new InvalidOperationException("the shared folder is absent"), .. parts]);

    public static string Model(string relativePath) => InShared("models", relativePath);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compiler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Compiler.sln is in no folder above {AppContext.BaseDirectory}");
    }

    private static string? FindShared()
    {
        string folder = Path.GetFullPath(Environment.GetEnvironmentVariable("ADC_SHARED") ?? Path.Combine(Root, "..", "shared"));
        return Directory.Exists(Path.Combine(folder, "models")) ? folder : null;
    }
}
