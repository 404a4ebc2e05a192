using Adc.Formats.FlatBuffers;

namespace Adc.Tests.Formats.FlatBuffers;

public class FlatBufferTests
{
    [Fact]
    public void Fields_come_back_from_their_slots()
    {
        FlatTable root = Root(new FlatTableBuilder()
            .Boolean(0, true).Byte(1, 0xfe).Int32(2, -5).Int64(3, long.MinValue).Single(4, -0f).String(5, "größe\0→").Int32(6, 7, ifAbsent: 7)
            .Int32s(7, [1, -2]).Int64s(8, [3]).Singles(9, [0.5f]).Bytes(10, new byte[] { 1, 2, 3 }, alignment: 16)
            .Table(11, new FlatTableBuilder().Int32(0, 9)).Tables(12, [new FlatTableBuilder(), new FlatTableBuilder().Int32(1, 8)]));
        Assert.True(root.Boolean(0));
        Assert.Equal(-2, root.SByte(1));
        Assert.Equal(0xfe, root.Byte(1));
        Assert.Equal(-5, root.Int32(2));
        Assert.Equal(long.MinValue, root.Int64(3));
        Assert.True(float.IsNegative(root.Single(4)));
        Assert.Equal("größe\0→", root.String(5));
        Assert.False(root.Has(6));
        Assert.Equal(7, root.Int32(6, 7));
        Assert.Equal([1, -2], root.Int32s(7)!);
        Assert.Equal([3L], root.Int64s(8)!);
        Assert.Equal([0.5f], root.Singles(9)!);
        Assert.Equal([1, 2, 3], root.Bytes(10)!.Value.ToArray());
        Assert.Equal(9, root.Table(11)!.Value.Int32(0));
        Assert.Equal([0, 8], root.Tables(12)!.Select(table => table.Int32(1)));
    }

    [Fact]
    public void Absent_fields_read_as_nothing()
    {
        FlatTable root = Root(new FlatTableBuilder());
        Assert.False(root.HasFields);
        Assert.Null(root.String(0));
        Assert.Null(root.Table(1));
        Assert.Null(root.Tables(2));
        Assert.Null(root.Int32s(30000));
        Assert.Equal(3, root.Int32(3, 3));
    }

    [Fact]
    public void Equal_field_lists_are_stored_once()
    {
        int Length(int tables) => FlatBufferWriter.Write(
            new FlatTableBuilder().Tables(0, Enumerable.Range(1, tables).Select(i => new FlatTableBuilder().Int32(50, i))), "TEST").Length;
        Assert.Equal(4 + 8, Length(10) - Length(9));
    }

    [Fact]
    public void A_string_must_end_with_a_zero_byte()
    {
        byte[] file = FlatBufferWriter.Write(new FlatTableBuilder().String(0, "abc"), "TEST");
        file[file.AsSpan().IndexOf("abc"u8) + 3] = 1;
        Assert.Equal(["a string is not ended by a zero byte"], ProblemsOf(file, root => root.String(0)));
    }

    [Fact]
    public void A_field_must_lie_inside_its_table()
    {
        // An empty table with a field list for one field, at byte 4 of a table of 4 bytes.
        byte[] file = [16, 0, 0, 0, .. "TEST"u8, 6, 0, 4, 0, 4, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0];
        Assert.Equal(["field 0 of a table of 4 bytes lies at its byte 4"], ProblemsOf(file, root => root.Int32(0)));
    }

    [Fact]
    public void A_field_list_must_lie_inside_the_file()
    {
        byte[] file = [8, 0, 0, 0, .. "TEST"u8, 0xfc, 0xff, 0xff, 0xff, 6, 0, 4, 0];
        List<string> problems = [];
        Assert.Null(new FlatBuffer(file, problem => problems.Add(problem.Message)).Root());
        Assert.Equal(["the field list of a table has 6 bytes, which is odd, too small, or leaves the file"], problems);
    }

    [Fact]
    public void A_field_must_be_aligned()
    {
        byte[] file = [16, 0, 0, 0, .. "TEST"u8, 6, 0, 12, 0, 6, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(["field 0 of a table is not aligned to 4 bytes"], ProblemsOf(file, root => root.Int32(0)));
        Assert.Empty(ProblemsOf(file, root => root.Byte(0)));
    }

    [Fact]
    public void Tables_must_not_be_nested_endlessly()
    {
        FlatTableBuilder Nested(int depth) => depth == 0 ? new() : new FlatTableBuilder().Table(0, Nested(depth - 1));
        Assert.Empty(ProblemsOf(FlatBufferWriter.Write(Nested(32), "TEST"), Descend));
        Assert.Equal(["tables are nested deeper than 32"], ProblemsOf(FlatBufferWriter.Write(Nested(33), "TEST"), Descend));

        static object? Descend(FlatTable table)
        {
            while (table.Table(0) is { } child)
            {
                table = child;
            }

            return null;
        }
    }

    private static FlatTable Root(FlatTableBuilder table) =>
        new FlatBuffer(FlatBufferWriter.Write(table, "TEST"), problem => Assert.Fail(problem.Message)).Root()!.Value;

    private static List<string> ProblemsOf(byte[] file, Func<FlatTable, object?> read)
    {
        List<string> problems = [];
        read(new FlatBuffer(file, problem => problems.Add(problem.Message)).Root()!.Value);
        return problems;
    }
}
