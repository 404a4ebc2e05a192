namespace Adc.Bench;

/// <summary>The folder that holds the project.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
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
}
