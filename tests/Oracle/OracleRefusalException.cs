namespace Adc.Tests.Oracle;

/// <summary>The TensorFlow Lite library did not load or run a model; the message is the library's own.</summary>
internal sealed class OracleRefusalException(string message) : Exception(message);
