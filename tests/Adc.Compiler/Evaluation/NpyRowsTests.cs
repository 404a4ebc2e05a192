using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Simulator.Reference;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation;

public sealed class NpyRowsTests
{
    private static readonly TensorType Int8 = GraphDraft.Int8(0.5f, 3, 1, 2);
    private static readonly TensorType Float32 = GraphDraft.Float32(1, 2);

    [Fact]
    public void Rows_of_the_models_own_type_are_taken_as_they_are()
    {
        NpyRows rows = Read(Array<sbyte>(NpyElementType.Int8, [2, 2], 1, -2, 3, 127), Int8);

        Assert.Equal([ConstantData.Of<sbyte>([1, -2]), ConstantData.Of<sbyte>([3, 127])], rows.Rows);
        Assert.False(rows.KeepsLeadingOne);
    }

    [Fact]
    public void Rows_may_carry_the_batch_axis_of_one() =>
        Assert.True(Read(Array<sbyte>(NpyElementType.Int8, [3, 1, 2], new sbyte[6]), Int8).KeepsLeadingOne);

    [Fact]
    public void An_array_without_rows_has_none() => Assert.Empty(Read(Array<float>(NpyElementType.Float32, [0, 2]), Float32).Rows);

    [Fact]
    public void Doubles_become_floats() =>
        Assert.Equal(ConstantData.Of<float>([0.1f, -2f]), Read(Array(NpyElementType.Float64, [1, 2], 0.1, -2), Float32).Rows[0]);

    [Theory]
    [Seeds(5)]
    public void Floats_for_a_quantized_input_are_quantized_as_QUANTIZE_does(int seed)
    {
        var random = new Random(seed);
        float scale = 0.01f + random.NextSingle();
        TensorType type = seed % 2 == 0
            ? new TensorType(ElementType.Int16, Shape.Of(1, 50), Quantization.PerTensor(scale / 200, 0))
            : GraphDraft.Int8(scale, random.Next(-128, 128), 1, 50);
        float[] values = [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? (random.NextSingle() - 0.5f) * 400 * scale : (random.Next(-200, 200) + 0.5f) * scale)];

        ConstantData row = Read(Array(NpyElementType.Float32, [1, 50], values), type).Rows[0];

        var real = new TensorValue(GraphDraft.Float32(1, 50), ConstantData.Of<float>(values));
        Assert.Equal(new ReferenceEvaluator(Rounding.Tflm).Evaluate(new Quantize(), [real], [type])![0], row);
    }

    [Fact]
    public void Floats_for_an_integer_without_quantization_are_refused() => Refused(
        "ADC1105", "expected int32", Array(NpyElementType.Float32, [1, 2], 1f, 2), GraphDraft.Int32(1, 2));

    [Theory]
    [InlineData(new[] { 2, 3 }, "rows of 'rows.npy' have the shape [3], but the model's input is [1,2]")]
    [InlineData(new[] { 2, 2, 1 }, "rows of 'rows.npy' have the shape [2,1], but the model's input is [1,2]")]
    [InlineData(new int[0], "rows of 'rows.npy' have the shape [], but the model's input is [1,2]")]
    public void Rows_of_another_shape_are_refused(int[] shape, string message) =>
        Refused("ADC1103", message, Array(NpyElementType.Int8, shape, new sbyte[shape.Aggregate(1, (product, extent) => product * extent)]), Int8);

    [Fact]
    public void Another_shape_with_as_many_values_is_taken_where_the_user_permits_it() =>
        Assert.Equal(2, Read(Array(NpyElementType.Int8, [2, 2, 1], new sbyte[4]), Int8, reshape: true).Rows.Count);

    [Theory]
    [InlineData(NpyElementType.Int32, "holds int32; expected float32, float64 or int8")]
    [InlineData(NpyElementType.UInt8, "holds uint8; expected float32, float64 or int8")]
    public void Rows_of_another_type_are_refused(NpyElementType type, string message) =>
        Refused("ADC1105", message, new NpyArray(type, [1, 2], new byte[type == NpyElementType.Int32 ? 8 : 2]), Int8);

    [Fact]
    public void Integers_are_no_floats() =>
        Refused("ADC1105", "holds int8; expected float32 or float64", Array<sbyte>(NpyElementType.Int8, [1, 2], 1, 2), Float32);

    [Fact]
    public void Values_that_are_no_numbers_are_refused_with_their_place()
    {
        Refused("ADC1104", "value 1 of row 2", Array(NpyElementType.Float32, [3, 2], 0, 0, 0, 0, 0, float.NaN), Float32);
        Refused("ADC1104", "value 0 of row 0", Array(NpyElementType.Float32, [1, 2], float.PositiveInfinity, 0), Int8);
        Refused("ADC1104", "value 0 of row 1", Array(NpyElementType.Float64, [2, 2], 0, 0, 1e300, 0), Float32);
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_array_is_reported()
    {
        using var folder = new BuildFolder();
        DiagnosticBag missing = new(), broken = new();

        Assert.Null(NpyRows.Read("--input", folder.File("no.npy"), "no.npy", Int8, false, Origin.None, missing));
        Assert.Null(NpyRows.Read("--input", folder.Write("text.npy", "text"), "text.npy", Int8, false, Origin.None, broken));

        Assert.Equal("error ADC1101: --input: cannot read the file 'no.npy': there is no such file", Assert.Single(missing.All).ToString());
        Assert.StartsWith("error ADC1102: --input: 'text.npy' is not a readable .npy file: ", Assert.Single(broken.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_element_type_has_a_place_in_npy() =>
        Assert.All(Enum.GetValues<ElementType>(), type => Assert.True(Enum.IsDefined(NpyRows.NpyElementTypeOf(type))));

    private static NpyArray Array<T>(NpyElementType type, int[] shape, params T[] values)
        where T : unmanaged => new(type, shape, ConstantData.Of<T>(values).Bytes);

    private static NpyRows Read(NpyArray array, TensorType input, bool reshape = false)
    {
        var diagnostics = new DiagnosticBag();
        NpyRows? rows = TryRead(array, input, reshape, diagnostics);
        Assert.Empty(diagnostics.All);
        return rows!;
    }

    private static void Refused(string code, string message, NpyArray array, TensorType input)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TryRead(array, input, reshape: false, diagnostics));
        Diagnostic diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(message, diagnostic.Message, StringComparison.Ordinal);
    }

    private static NpyRows? TryRead(NpyArray array, TensorType input, bool reshape, DiagnosticBag diagnostics)
    {
        using var folder = new BuildFolder();
        string path = folder.File("rows.npy");
        File.WriteAllBytes(path, NpyWriter.Write(array));
        return NpyRows.Read("test_data", path, "rows.npy", input, reshape, Origin.None, diagnostics);
    }
}
