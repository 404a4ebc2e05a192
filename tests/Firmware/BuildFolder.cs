namespace Adc.Tests.Firmware;

/// <summary>A temporary folder for one build, gone with it.</summary>
internal sealed class BuildFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adc-firmware-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
