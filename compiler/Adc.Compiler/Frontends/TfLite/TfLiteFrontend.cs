using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite;

/// <summary>Reads a .tflite file into a graph. Weights stay slices of the file's memory.</summary>
public static class TfLiteFrontend
{
    /// <summary>Reads and checks the bytes of a file, then imports its first subgraph.</summary>
    /// <param name="fileName">As the user wrote it; for messages.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static Graph? Read(ReadOnlyMemory<byte> file, string fileName, DiagnosticBag diagnostics)
    {
        TfLiteReadResult result = TfLiteReader.Read(file);
        foreach (TfLiteProblem problem in result.Problems)
        {
            diagnostics.Report(DescriptorOf(problem.Kind), OriginOf(problem, fileName), problem.Message);
        }

        return result.Model is TfLiteModel model && result.Problems.Count == 0 ? Import(model, fileName, diagnostics) : null;
    }

    private static Graph? Import(TfLiteModel model, string fileName, DiagnosticBag diagnostics)
    {
        TfLiteSubgraph subgraph = model.Subgraphs[0];
        int errorsBefore = diagnostics.All.Count(d => d.Severity == Severity.Error);
        TfLiteTensorImport tensors = new(model, subgraph, HybridWeights.Of(model, subgraph, fileName, diagnostics), fileName, diagnostics);
        TfLiteVariables variables = new(model, subgraph, tensors, fileName, diagnostics);
        List<Node> nodes = [];
        for (int index = 0; index < subgraph.Operators.Count; index++)
        {
            if (ImportOperator(model, subgraph, index, tensors, variables, fileName, diagnostics) is Node node)
            {
                nodes.Add(node);
            }
        }

        CheckPorts(subgraph, tensors, fileName, diagnostics);
        NoteOpenExtents(subgraph, fileName, diagnostics);
        if (diagnostics.All.Count(d => d.Severity == Severity.Error) > errorsBefore)
        {
            return null;
        }

        Sequence<TensorId> outputs = subgraph.Outputs.Select(variables.Now).ToSequence();
        Sequence<State> states = variables.States();
        return diagnostics.All.Count(d => d.Severity == Severity.Error) > errorsBefore ? null : new Graph(
            Path.GetFileNameWithoutExtension(fileName),
            [.. tensors.All(), .. variables.Added],
            nodes.ToSequence(),
            subgraph.Inputs.Select(i => new TensorId(i)).ToSequence(),
            outputs)
        {
            States = states,
        };
    }

    private static void CheckPorts(TfLiteSubgraph subgraph, TfLiteTensorImport tensors, string fileName, DiagnosticBag diagnostics)
    {
        foreach (int port in subgraph.Inputs.Concat(subgraph.Outputs))
        {
            var origin = new Origin(fileName, Name: subgraph.Tensors[port].Name);
            if (tensors.TypeOf(port, origin) is not null && subgraph.Tensors[port].IsVariable)
            {
                diagnostics.Report(Catalogue.UnsupportedLayer, origin, "an input or output of the model is a variable tensor, which adc does not support");
            }
        }
    }

    private static void NoteOpenExtents(TfLiteSubgraph subgraph, string fileName, DiagnosticBag diagnostics)
    {
        foreach (TfLiteTensor input in subgraph.Inputs.Select(index => subgraph.Tensors[index]).Where(input => input.ShapeSignature?.Contains(-1) ?? false))
        {
            diagnostics.Report(
                Catalogue.DynamicExtent, new Origin(fileName, Name: input.Name), string.Join(",", input.ShapeSignature!), new Shape(input.Shape.ToSequence()));
        }
    }

    private static Node? ImportOperator(
        TfLiteModel model, TfLiteSubgraph subgraph, int index, TfLiteTensorImport tensors, TfLiteVariables variables, string fileName, DiagnosticBag diagnostics)
    {
        TfLiteOperator source = subgraph.Operators[index];
        TfLiteOperatorCode code = model.CodeOf(source);
        string? outputName = source.Outputs.Count > 0 ? subgraph.Tensors[source.Outputs[0]].Name : null;
        var origin = new Origin(fileName, OperatorIndex: index, Name: outputName);
        if (TfLiteVariables.Operators.Contains(code.Builtin))
        {
            variables.Follow(source, origin);
            return null;
        }

        if (code.CustomCode is not null || !OperatorReaders.All.TryGetValue(code.Builtin, out OperatorReader? reader))
        {
            diagnostics.Report(Catalogue.UnsupportedOperator, origin, Printable.Text(code.DisplayName));
            return null;
        }

        if (code.Version > OperatorVersions.NewestOf(code.Builtin))
        {
            diagnostics.Report(
                Catalogue.UnsupportedLayer, origin,
                $"{code.Builtin.SchemaName()} has version {code.Version}; adc knows the versions up to {OperatorVersions.NewestOf(code.Builtin)}");
            return null;
        }

        Sequence<TensorType?> inputs = source.Inputs.Select(i => i < 0 ? null : tensors.TypeOf(i, origin)).ToSequence();
        TensorType?[] outputs = [.. source.Outputs.Select(i => tensors.TypeOf(i, origin))];
        bool typesKnown = source.Inputs.Zip(inputs).All(pair => pair.First < 0 || pair.Second is not null) && outputs.All(type => type is not null);
        if (!typesKnown)
        {
            return null;
        }

        var seen = new OperatorSource(code.Builtin.SchemaName(), source, inputs, outputs.Select(type => type!).ToSequence(), origin, diagnostics);
        if (reader(seen) is not Operator @operator || !OperatorStates.Agree(@operator, seen, subgraph))
        {
            return null;
        }

        int[] read = OperatorStates.Inputs(@operator, source);
        return new Node(
            @operator,
            read.Select(variables.Now).ToSequence(),
            [.. source.Outputs.Select(i => new TensorId(i)), .. OperatorStates.Of(@operator, read).Select(variables.Change)],
            origin);
    }

    private static Origin OriginOf(TfLiteProblem problem, string fileName) =>
        new(fileName, OperatorIndex: problem.Operator, Name: problem.Tensor ?? problem.OperatorName);

    private static DiagnosticDescriptor DescriptorOf(TfLiteProblemKind kind) => kind switch
    {
        TfLiteProblemKind.NotTfLite => Catalogue.NotATfLiteFile,
        TfLiteProblemKind.Corrupt => Catalogue.CorruptModel,
        TfLiteProblemKind.UnsupportedVersion => Catalogue.UnsupportedSchemaVersion,
        TfLiteProblemKind.Missing => Catalogue.MissingModelPart,
        TfLiteProblemKind.IndexOutOfRange => Catalogue.ModelIndexOutOfRange,
        TfLiteProblemKind.BadShape => Catalogue.BadTensorShape,
        TfLiteProblemKind.BadQuantization => Catalogue.BadQuantizationParameters,
        TfLiteProblemKind.BadBufferSize => Catalogue.BadConstantSize,
        TfLiteProblemKind.SecondWriter => Catalogue.TensorWrittenTwice,
        TfLiteProblemKind.NotInExecutionOrder => Catalogue.OperatorsOutOfOrder,
        TfLiteProblemKind.WrongOptions => Catalogue.WrongOperatorOptions,
        TfLiteProblemKind.BadOption => Catalogue.BadOperatorOption,
        TfLiteProblemKind.WrongArity => Catalogue.WrongOperatorArity,
        TfLiteProblemKind.TooLarge => Catalogue.ModelTooLarge,
        TfLiteProblemKind.Unsupported => Catalogue.UnsupportedType,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no descriptor"),
    };
}
