namespace Adc.Tests.Support;

/// <summary>A fact that needs a folder of the system; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FolderFactAttribute : FactAttribute
{
    public FolderFactAttribute(string folder) => Skip = Directory.Exists(folder) ? null : $"needs the folder {folder}";
}
