namespace Adc.Formats.TfLite;

/// <summary>Reads .tflite files of any origin: a sound model, or what is wrong with the file.</summary>
public static class TfLiteReader
{
    /// <summary>Never throws because of the bytes. The buffers of the model are slices of <paramref name="file"/>.</summary>
    public static TfLiteReadResult Read(ReadOnlyMemory<byte> file)
    {
        var problems = new TfLiteProblemList();
        TfLiteModel? model = new TfLiteTables(file, problems).Model();
        if (model is not null && problems.IsEmpty)
        {
            TfLiteVerifier.Verify(model, problems);
        }

        return new(problems.IsEmpty ? model : null, problems.All);
    }
}
