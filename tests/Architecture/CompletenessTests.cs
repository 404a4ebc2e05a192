using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Frontends.TfLite.Export;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;

namespace Adc.Tests.Architecture;

/// <summary>An operator has one file per stage, all called after it. What is missing is said as a recipe.</summary>
public sealed class CompletenessTests
{
    private static readonly Type[] Records = [.. typeof(Operator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operator))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_operator_has_a_row_in_every_table()
    {
        string[] missing = [.. Records.SelectMany(Missing)];

        Assert.True(missing.Length == 0, string.Join("\n", missing));
        Assert.NotEmpty(Records);
    }

    [Fact]
    public void Every_row_belongs_to_an_operator()
    {
        Assert.All(ReferenceEvaluator.Operators.Concat(CpuLowerings.All.Keys).Concat(CpuLowerings.FoldedOnly), type => Assert.Contains(type, Records));
        Assert.All(OperatorReaders.All, row => Assert.Contains(ReaderOf(row.Value), Records.Select(type => type.Name + "Reader")));
        Assert.Empty(CpuLowerings.FoldedOnly.Intersect(CpuLowerings.All.Keys));
    }

    [Fact]
    public void Every_operator_prints_the_name_of_the_schema() => Assert.All(Records, type =>
    {
        string name = ((Operator)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Name;
        Assert.True(name == "NONE" || OperatorReaders.All.Keys.Any(builtin => Adc.Formats.TfLite.BuiltinOperators.SchemaName(builtin) == name), $"{type.Name} calls itself {name}");
    });

    private static IEnumerable<string> Missing(Type type)
    {
        string name = type.Name;
        if (!OperatorReaders.All.Values.Any(reader => ReaderOf(reader) == name + "Reader"))
        {
            yield return $"{name} cannot be read: write Frontends/TfLite/Operators/{name}Reader.cs, which maps the file's options to the record's attributes "
                + $"and checks the shapes, and add its row to OperatorReaders";
        }

        if (!ExportedOperators.Operators.Contains(type))
        {
            yield return $"{name} cannot be written: add a row to Frontends/TfLite/Export/ExportedOperators.cs, which maps the record's attributes to the file's options, "
                + "and one to LowestVersions.cs where its types and options ask for more than version 1";
        }

        if (!ReferenceEvaluator.Operators.Contains(type))
        {
            yield return $"{name} has no meaning: write Adc.Simulator/Reference/{name}Reference.cs in plain arithmetic, straight from the format's definition, "
                + $"and add its row to ReferenceEvaluator";
        }

        if (!CpuLowerings.All.ContainsKey(type) && !CpuLowerings.FoldedOnly.Contains(type))
        {
            yield return $"{name} cannot be lowered: write Lowering/Cpu/{name}Lowering.cs, which chooses a kernel and says in its rules when it can, and add its row "
                + $"to CpuLowerings; or, if it only ever occurs on constants, add it to CpuLowerings.FoldedOnly";
        }

        string[] tests = [.. SourceFiles.Below("tests", ".cs").Where(path => !path.Contains("/Architecture/", StringComparison.Ordinal)).Select(SourceFiles.Code)];
        if (!tests.Any(text => text.Contains($"new {name}(", StringComparison.Ordinal)))
        {
            yield return $"{name} has no test: show what its reader accepts and refuses, what its reference computes, which steps it is lowered to, "
                + $"and add it to Support/RandomGraph.cs, which holds the emitted C against the reference";
        }
    }

    private static string ReaderOf(OperatorReader reader) => reader.Method.DeclaringType!.Name;
}
