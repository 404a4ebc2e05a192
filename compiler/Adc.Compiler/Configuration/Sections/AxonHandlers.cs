namespace Adc.Compiler.Configuration;

/// <summary>The functions that Axon configurations name, as far as adc has their like built in.</summary>
internal static class AxonHandlers
{
    public static bool IsAnomalyDetection(string handler) => IsNamed(handler, "user_handle_anomaly_detection_accuracy_results");

    /// <summary>Face detection, which adc does not support.</summary>
    public static bool IsFaceDetection(string handler) => handler.Contains("fomo_fd", StringComparison.OrdinalIgnoreCase);

    public static bool IsEdgeImpulseLabels(string handler) => IsNamed(handler, "user_handle_ei_audio_mike_test_labels");

    private static bool IsNamed(string handler, string function) =>
        handler.AsSpan(handler.LastIndexOf('.') + 1).Equals(function, StringComparison.OrdinalIgnoreCase);
}
