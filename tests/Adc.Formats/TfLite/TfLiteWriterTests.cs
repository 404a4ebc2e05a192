using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.TfLite;

public class TfLiteWriterTests
{
    [SharedFact]
    public void Shared_models_survive_a_round_trip()
    {
        foreach (string file in Directory.GetFiles(Repository.InShared("models"), "*.tflite", SearchOption.AllDirectories))
        {
            TfLiteModel model = TfLiteReaderTests.Read(File.ReadAllBytes(file));
            Assert.Equal(ModelText.Of(model), ModelText.Of(TfLiteReaderTests.Read(TfLiteWriter.Write(model))));
        }
    }

    [Theory]
    [Seeds(60)]
    public void Random_models_survive_a_round_trip(int seed)
    {
        TfLiteModel model = SmallModels.Random(seed);
        Assert.Equal(ModelText.Of(model), ModelText.Of(TfLiteReaderTests.Read(TfLiteWriter.Write(model))));
    }

    [Fact]
    public void A_model_with_a_bit_of_everything_survives_a_round_trip() =>
        Snapshot.Verify(ModelText.Of(TfLiteReaderTests.Read(TfLiteWriter.Write(SmallModels.Everything()))));

    [Fact]
    public void The_same_model_gives_the_same_bytes() =>
        Assert.Equal(TfLiteWriter.Write(SmallModels.Everything()), TfLiteWriter.Write(SmallModels.Everything()));

    [Fact]
    public void Data_is_aligned_to_16_bytes()
    {
        byte[] file = TfLiteWriter.Write(SmallModels.Everything());
        foreach (ReadOnlyMemory<byte> buffer in TfLiteReaderTests.Read(file).Buffers.Where(buffer => !buffer.IsEmpty))
        {
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment));
            Assert.Equal(0, segment.Offset % 16);
        }
    }

    [Fact]
    public void Refuses_options_whose_fields_it_does_not_know()
    {
        TfLiteModel model = new TfLiteModelBuilder()
            .AddOperator(BuiltinOperator.Lstm, 1, [], [], new UnknownOptions((int)BuiltinOptionsKind.LSTMOptions, HasFields: true))
            .Build([], []);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => TfLiteWriter.Write(model));
        Assert.Contains("LSTMOptions", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_both_operator_codes()
    {
        TfLiteModel model = new TfLiteModelBuilder()
            .AddOperator(BuiltinOperator.Softmax, 1, [], [])
            .AddOperator(BuiltinOperator.Gelu, 1, [], [])
            .Build([], []);
        List<(sbyte Old, int New)> codes = [];
        var file = new Adc.Formats.FlatBuffers.FlatBuffer(TfLiteWriter.Write(model), problem => Assert.Fail(problem.Message));
        foreach (Adc.Formats.FlatBuffers.FlatTable code in file.Root()!.Value.Tables(1)!)
        {
            codes.Add((code.SByte(0), code.Int32(3)));
        }

        Assert.Equal([(25, 25), (127, 150)], codes);
    }
}
