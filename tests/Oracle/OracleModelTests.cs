using Adc.Formats.TfLite;

namespace Adc.Tests.Oracle;

public sealed class OracleModelTests
{
    [OracleFact]
    public void The_library_is_TensorFlow_Lite_2_9() => Assert.Equal("2.9.0", TfLiteLibrary.Version);

    [OracleFact]
    public void A_file_that_is_no_model_is_refused() =>
        Assert.Throws<OracleRefusalException>(() => new OracleModel(new byte[64]));

    [OracleFact]
    public void An_operator_that_the_library_does_not_have_is_refused_in_its_own_words()
    {
        var builder = new TfLiteModelBuilder();
        int from = builder.AddTensor("input", TfLiteTensorType.Float32, [1]);
        int to = builder.AddTensor("output", TfLiteTensorType.Float32, [1]);
        byte[] file = TfLiteWriter.Write(builder.AddCustomOperator("nobody_has_this", 1, [from], [to]).Build([from], [to]));

        string message = Assert.Throws<OracleRefusalException>(() => new OracleModel(file)).Message;

        Assert.Contains("nobody_has_this", message, StringComparison.Ordinal);
    }
}
