using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Layers of all sizes, operator by operator: on the accelerator within their tolerance, or on the CPU with a reason.</summary>
public sealed class RandomProgramsTests
{
    private const int Layers = 500;

    public static TheoryData<string> Operators => [.. RandomPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Layers_stay_within_their_tolerance_or_tell_why_not(string name)
    {
        int accelerated = 0;
        for (int seed = 1; seed <= Layers; seed++)
        {
            Graph graph = RandomPrograms.All[name](seed);
            AcceleratorOptions options = AcceleratorOptions.Default with { ForceMvp = ["0"] };
            AcceleratedModel model = AcceleratedModel.Of(graph, options, rows: 6, seed: seed);
            LoweredLayer layer = Assert.Single(model.Lowered.Layers);
            string label = $"seed {seed}, {layer.Node.Operator} of {graph.TypeOf(layer.Node.Inputs[0])}: {layer.Reason}";
            if (layer.Engine != Engine.Mvp)
            {
                Assert.True(layer.Reason.StartsWith("not on the accelerator: ", StringComparison.Ordinal), label);
                Assert.DoesNotContain("every candidate faults", label, StringComparison.Ordinal);
                Assert.Contains(model.Diagnostics.All, diagnostic => diagnostic.Code is "ADC4006" or "ADC8003");
                continue;
            }

            accelerated++;
            int[] differences = model.Differences(layer, model.Calibration.Rows);
            Assert.True(layer.Error!.MaxAbsLsb == differences.Max(), label);
            LayerTolerance tolerance = LayerTolerance.ForConvolution(
                layer.MultiplyAdds / graph.TypeOf(graph.Outputs[0]).Shape.ElementCount, AcceleratorOptions.Default);
            Assert.True(layer.Error.ExactRatio >= tolerance.ExactRatio && layer.Error.MaxAbsLsb <= tolerance.MaxAbsLsb, label);
            Sequence<ConstantData>[] rows = [.. model.Calibration.Rows.Skip(1).Take(2).Select(row => graph.Inputs.Select(id => row[id]).ToSequence())];
            IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> expected =
                new MvpModelExecutor(model.Plan, Rounding.Tflm, MvpSimulatorOptions.Default).RunAll(rows, CancellationToken.None);
            var machine = new EmittedMachine(model.Plan);
            for (int round = 0; round < rows.Length; round++)
            {
                Assert.True(expected[round][graph.Outputs[0]].Bytes.Span.SequenceEqual(machine.Invoke(rows[round], round)), $"round {round}, {label}");
            }
        }

        Assert.True(accelerated > Layers / 2, $"{accelerated} accelerated");
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void The_verifier_accepts_every_candidate(string name)
    {
        HashSet<string> shapes = [];
        for (int seed = 1; seed <= Layers; seed++)
        {
            Graph graph = RandomPrograms.All[name](seed);
            Node node = graph.Nodes[0];
            IAcceleratedOperator programs = AcceleratedOperators.Of(node.Operator)!;
            if (!programs.Rules.All(rule => rule.Holds(node, graph)))
            {
                continue;
            }

            BufferForm form = seed % 2 == 0 ? BufferForm.Unsigned : BufferForm.Plain;
            var support = new AcceleratorSupport(AcceleratorOptions.Default, new MvpNumerics(MvpSimulatorOptions.Default), new Calibration([], IsFromData: false));
            var request = new LayerRequest(node, graph, support, programs.DataInputs(node).Select(_ => form).ToSequence(), form);
            var trial = new LayerTrial(request, programs.DataInputs(node));
            foreach (MvpCandidate candidate in programs.Propose(request, out _).SelectMany(proposal => proposal.Forms))
            {
                shapes.Add(candidate.Shape);
                foreach (CandidateProgram program in candidate.Programs)
                {
                    IReadOnlyList<MvpViolation> violations = MvpProgramVerifier.Verify(program.Program, trial.Buffers(candidate));
                    Assert.True(
                        violations.Count == 0,
                        $"seed {seed}, {candidate.Shape} ({candidate.Idea}), {program.Purpose}, {node.Operator} of {graph.TypeOf(node.Inputs[0])} by {(node.Inputs.Count > 1 ? graph.TypeOf(node.Inputs[1]) : "")}: {string.Join("; ", violations.Select(violation => violation.Sentence))}");
                }
            }
        }

        Assert.NotEmpty(shapes);
    }
}
