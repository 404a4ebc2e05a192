namespace Adc.Compiler.Pipeline;

/// <summary>Where well-known model files come from, for users who name one that is not there.</summary>
internal static class KnownModels
{
    private const string MlPerfTiny = "the MLPerf Tiny benchmark has it: github.com/mlcommons/tiny, folder benchmark/training";

    /// <returns>Null for files that nobody knows.</returns>
    public static string? WhereToGet(string path) => Path.GetFileName(path) switch
    {
        "ad01_int8.tflite" => $"{MlPerfTiny}/anomaly_detection/trained_models/ad01_int8.tflite; save it as '{path}'",
        "kws_ref_model.tflite" => $"{MlPerfTiny}/keyword_spotting/trained_models/kws_ref_model.tflite; save it as '{path}'",
        "pretrainedResnet_quant.tflite" => $"{MlPerfTiny}/image_classification/trained_models/pretrainedResnet_quant.tflite; save it as '{path}'",
        "vww_96_int8.tflite" => $"{MlPerfTiny}/visual_wake_words/trained_models/vww_96_int8.tflite; save it as '{path}'",
        _ => null,
    };
}
