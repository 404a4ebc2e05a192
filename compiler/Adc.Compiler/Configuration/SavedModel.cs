namespace Adc.Compiler.Configuration;

/// <summary>Recognises what TensorFlow saves as a folder, which adc does not read.</summary>
public static class SavedModel
{
    private const string GraphFile = "saved_model.pb";

    /// <summary>True for such a folder, and for the file of its graph.</summary>
    public static bool IsAt(string path) => File.Exists(Path.Combine(path, GraphFile)) || (Path.GetFileName(path) == GraphFile && File.Exists(path));
}
