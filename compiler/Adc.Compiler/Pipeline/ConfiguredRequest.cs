using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Passes;
using Adc.Compiler.Quantizing;
using Adc.Compiler.Targets;
using Adc.Mvp;

namespace Adc.Compiler.Pipeline;

/// <summary>Turns one test of a configuration into a request, and its test data into rows.</summary>
public static class ConfiguredRequest
{
    private const long StackOfBareFirmware = 4096;

    private const uint FlashOrigin = 0x08000000, RamOrigin = 0x20000000;

    // More rows would only take time.
    private const int MostCalibrationRows = 128;

    // The last flash page belongs to the vendor's tools.
    private const int ReservedFlashPage = 0x2000;

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static CompileRequest? From(ModelConfig config, DiagnosticBag diagnostics)
    {
        if ((config.Data.TfliteModel ?? config.Data.FloatModel) is not { } model)
        {
            return null; // the reader of configurations has reported that
        }

        Part part = config.Target.Part.Value;
        Board board = config.Target.Board.Value;
        if (BoardLayout(board, part, config.Memory.StackInBytes.Value, config.Firmware.FlashOffsetInBytes.Value) is not TargetLayout layout)
        {
            diagnostics.Report(
                Catalogue.NoFirmwareForBoard, config.Target.Board.Origin, board.Name, part.Opn, string.Join(", ", FirmwareBoards));
            return null;
        }

        if (ConfiguredStyle.From(config, diagnostics) is not CodeStyle style || !CheckChannel(config, diagnostics))
        {
            return null;
        }

        TimingFigures timing = TimingFile.Of(config.Mvp.Timing, diagnostics);
        return new CompileRequest(
            Identifier(config), model.Value.Full, model.Value.Written, model.Origin,
            new LoweringOptions(config.Target.Rounding.Value, config.Target.CpuKernels.Value == CpuKernels.Optimised, KernelGoal(config)),
            new MemoryOptions(config.Memory.AlignmentInBytes.Value, config.Memory.AllowInPlace.Value, config.Memory.IoInArena.Value,
                config.Variants.ScratchPlacement.Value[0] == ScratchPlacement.Dedicated, config.Memory.Planner.Value == Planner.Exact),
            new TargetRequest(
                board.Name, part.Opn, config.Target.ClockInHz.Value, part.FlashInBytes, part.RamInBytes,
                (int)Math.Min(config.Memory.FlashBudgetInBytes(part).Value, layout.FlashLength), (int)config.Memory.RamBudgetInBytes(part).Value, layout,
                new FirmwareOptions(OptimizationOf(config), config.Mvp.Power.Value, layout.HasBoard ? config.Firmware.App.Value : FirmwareApp.None, config.Firmware.Uart.Value) { Style = style },
                config.Firmware.ToolchainPath?.Value)
            {
                Power = EnergyModelFile.Of(config.Target.EnergyModel, diagnostics),
                Timing = timing,
                TimeLimit = new BoardTimeLimit(config.Firmware.TimeoutInSeconds.Value, config.Target.ClockInHz.Value, config.Firmware.TimeoutInSeconds.Origin),
            },
            CheckedDumps(config, diagnostics),
            config.Target.Accelerator.Value == Accelerator.MvpV1 ? AcceleratorFrom(config, timing.Accelerator) : null,
            config.Graph.PruneConstantChannels.Value,
            config.Memory.OnExceed.Value,
            config.Variants.ReportsBitComparison.Value,
            config.Variants.SkipSoftmax.Value[0],
            config.Data.QuantizesFloatModel ? QuantizationFrom(config) : null,
            config.Variants.DisableOutputQuantization.Value[0] ? new WideOutput(config.Variants.OutputRadix.Value, WideOutputOrigin(config)) : null,
            config.Variants.TransposeKernel is { Value: [true, ..] } transposes ? transposes.Origin : null,
            new BufferBudgets(config.Memory.ArenaBudgetInBytes?.Value, config.Memory.ScratchBudgetInBytes?.Value),
            config.Compare.DeviceExact.Value ? null : GateFrom(config))
        {
            FusesActivations = config.Mvp.Fuse.Value,
            NamesHashes = config.Reports.IncludeHashes.Value,
            Cycles = config.Estimate.Cycles.Value,
        };
    }

    /// <summary>The request for a bare model file: the default board, defaults for everything.</summary>
    public static CompileRequest ForModel(string path, Rounding rounding, bool accelerated = false)
    {
        const int StackInBytes = 8 * 1024, ReservedFlash = 64 * 1024, ReservedRam = 32 * 1024;
        Board board = Boards.Brd2601B;
        Part part = board.Part;
        return new CompileRequest(
            CIdentifier.Of(Path.GetFileNameWithoutExtension(path)), path, path, Origin.None,
            new LoweringOptions(rounding), new MemoryOptions(),
            new TargetRequest(
                board.Name, part.Opn, 78_000_000, part.FlashInBytes, part.RamInBytes, part.FlashInBytes - ReservedFlash, part.RamInBytes - ReservedRam,
                BoardLayout(board, part, StackInBytes, flashOffset: 0)!, new FirmwareOptions(), null),
            [], accelerated ? AcceleratorRequest.Default : null);
    }

    /// <summary>The rows that become test vectors: the user's, as the configuration selects them, or seeded ones.</summary>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static TestSelection? SelectVectors(ModelConfig config, Graph graph, DiagnosticBag diagnostics)
    {
        if (config.Data.TestData is not { } data)
        {
            return TestSelection.Seeded;
        }

        if (graph.Inputs.Count != 1)
        {
            diagnostics.Report(Catalogue.DataShape, data.Origin, "test_data", data.Value.Written, "one input", "input", $"{graph.Inputs.Count} inputs");
            return null;
        }

        using TestSet? rows = TestSet.Open("test_data", data, config, graph.TypeOf(graph.Inputs[0]), diagnostics, swaps: graph.SwapsHeightAndWidth);
        if (rows is null || config.Data.TestVectors.Value.Resolve(rows.Count, diagnostics) is not Sequence<int> selected)
        {
            return null;
        }

        if (selected.Count == 0)
        {
            return TestSelection.Seeded;
        }

        int wanted = config.Data.HeaderVectorsOf(selected.Count, diagnostics);
        int count = wanted > 0 ? wanted : Math.Min(TestSelection.SeededCount, selected.Count);
        return new TestSelection(new TestRows(rows.Name, selected.Take(count).Select(row => (Sequence<ConstantData>)[rows.Row(row)]).ToSequence()), count);
    }

    /// <summary>Checks that each output of a classifier has a name, if any has.</summary>
    public static void CheckClassNames(ModelConfig config, Graph graph, DiagnosticBag diagnostics)
    {
        TensorType input = graph.TypeOf(graph.Inputs[0]), output = graph.TypeOf(graph.Outputs[0]);
        int outputs = output.Shape.ElementCount;
        if (config.Data.ClassificationLabels is not { } names || config.Task.TaskFor(input.Shape == output.Shape ? outputs : 0).Value == ModelTask.Anomaly)
        {
            return;
        }

        // A single output decides between two classes.
        if (names.Value.Count != outputs && (outputs, names.Value.Count) != (1, 2))
        {
            diagnostics.Report(Catalogue.LabelNameCount, names.Origin, names.Value.Count, outputs);
        }
    }

    /// <summary>Boards that firmware/boards has facts for.</summary>
    public static IReadOnlyList<string> FirmwareBoards { get; } =
        [.. EmbeddedFiles.Below("firmware/boards/efr32xg24/brd").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    /// <summary>Rows that stand for real inputs: train_data, else test_data; null when there is neither.</summary>
    /// <param name="graph">A float graph that is to be quantized gets as many as the configuration says, any other a sample.</param>
    public static TestRows? CalibrationRows(ModelConfig config, Graph graph, DiagnosticBag diagnostics)
    {
        bool trains = config.Data.TrainData is not null;
        if ((config.Data.TrainData ?? config.Data.TestData) is not { } data || graph.Inputs.Count != 1)
        {
            return null;
        }

        using TestSet? rows = TestSet.Open(trains ? "train_data" : "test_data", data, config, graph.TypeOf(graph.Inputs[0]), diagnostics, swaps: graph.SwapsHeightAndWidth);
        if (rows is null or { Count: 0 })
        {
            return null;
        }

        bool isQuantized = config.Data.QuantizesFloatModel && graph.Tensors.All(tensor => tensor.Type.Quantization is null);
        int step = Math.Max(1, rows.Count / MostCalibrationRows);
        IEnumerable<int> used = isQuantized
            ? Quantizing.CalibrationRows.Spread([.. Enumerable.Range(0, rows.Count)], config.Quantization.SamplesOf(rows.Count))
            : Enumerable.Range(0, (rows.Count + step - 1) / step).Select(index => index * step);
        return new TestRows(rows.Name, used.Select(row => (Sequence<ConstantData>)[rows.Row(row)]).ToSequence());
    }

    // What the keys of kernels and of the C compiler say comes first.
    private static OptimizationGoal KernelGoal(ModelConfig config) =>
        config.Codegen.Optimize.Value == OptimizationGoal.Size && !config.Target.CpuKernels.IsDefault ? OptimizationGoal.Balanced : config.Codegen.Optimize.Value;

    private static string OptimizationOf(ModelConfig config) => !config.Firmware.Optimization.IsDefault ? config.Firmware.Optimization.Value.ToString()
        : config.Codegen.Optimize.Value switch { OptimizationGoal.Speed => "O3", OptimizationGoal.Size => "Os", _ => "O2" };

    private static AcceleratorRequest AcceleratorFrom(ModelConfig config, MvpTiming timing) => new(
        new AcceleratorOptions(
            config.Mvp.Centre.Value == AutoOrOff.Auto, config.Mvp.U8Storage.Value == AutoOrOff.Auto,
            config.Compare.LayerExactRatio(1, hasData: true) is { IsDefault: false } ratio ? ratio.Value : null,
            config.Compare.LayerMaxAbsLsb(1, hasData: true) is { IsDefault: false } largest ? largest.Value : null,
            timing with { LoadsShareRamPort = config.Mvp.RamPorts.IsDefault ? timing.LoadsShareRamPort : config.Mvp.RamPorts.Value == RamPorts.Shared },
            config.Mvp.ForceCpu.Value.Select(layer => layer.ToString()).ToSequence(), config.Mvp.ForceMvp.Value.Select(layer => layer.ToString()).ToSequence(),
            config.Compare.OnFail.Value == FailPolicy.Error, config.Mvp.Fallback.Value, config.Mvp.Accumulate.Value,
            config.Memory.Constants.Value == ConstantPlacement.Flash, config.Mvp.Winograd.Value == AutoOrOff.Auto, config.Mvp.Tiling.Value,
            config.Mvp.LoopOrder)
        {
            Parallel = config.Mvp.Parallel.Value == AutoOrOff.Auto,
        },
        config.Memory.Constants.Value switch { ConstantPlacement.Flash => Pinning.Flash, ConstantPlacement.Ram => Pinning.Ram, _ => Pinning.Auto },
        config.Mvp.MacRounding.Value == MacRounding.Twice, config.Mvp.StoreTies.Value == StoreTies.Away,
        GateFrom(config));

    private static bool CheckChannel(ModelConfig config, DiagnosticBag diagnostics)
    {
        if (config.Firmware.App.Value != FirmwareApp.Device || config.Firmware.Uart.Value == ResultChannel.Vcom)
        {
            return true;
        }

        diagnostics.Report(
            Catalogue.ConflictingKeys, config.Firmware.Uart.Origin, $"firmware.uart {config.Firmware.Uart.Value.ToString().ToLowerInvariant()}", "firmware.app device",
            "a host asks that firmware over the serial port, which is vcom");
        return false;
    }

    private static OutputGate GateFrom(ModelConfig config) => new(
        config.Compare.OutputMeanAbsLsb.Value, config.Compare.OutputWithinOneRatio?.Value, config.Compare.OutputMaxAbsLsb?.Value,
        config.Compare.OnFail.Value == FailPolicy.Error,
        config.Compare.OutputMeanAbsLsb.IsDefault && config.Compare.OutputWithinOneRatio is null && config.Compare.OutputMaxAbsLsb is null);

    private static Origin WideOutputOrigin(ModelConfig config) =>
        config.Variants.OutputRadix.IsDefault ? config.Variants.DisableOutputQuantization.Origin : config.Variants.OutputRadix.Origin;

    private static QuantizationRequest QuantizationFrom(ModelConfig config) => new(
        new QuantizerOptions(
            config.Quantization.Method.Value, config.Quantization.Percentile.Value, config.Quantization.PerChannel.Value, config.Quantization.PerChannel.Value,
            config.Quantization.InputType.Value, config.Quantization.OutputType.Value, config.Quantization.FoldBatchNorm.Value,
            config.Quantization.BiasCorrection.Value),
        config.Quantization.SamplesOf(int.MaxValue), config.Quantization.SaveTflite.Value);

    /// <summary>The layout of a bare program for one of <see cref="FirmwareBoards"/>.</summary>
    internal static TargetLayout LayoutFor(Board board) => BoardLayout(board, board.Part, StackOfBareFirmware, flashOffset: 0)!;

    private static TargetLayout? BoardLayout(Board board, Part part, long stack, long flashOffset) =>
        board == Boards.None || FirmwareBoards.Contains(board.Name)
            ? new TargetLayout(
                FlashOrigin + (uint)flashOffset, part.FlashInBytes - ReservedFlashPage - (int)flashOffset, RamOrigin, part.RamInBytes, (int)stack,
                "firmware/boards/efr32xg24/", board.Name, flashOffset > 0)
            {
                Family = part.Family.Number,
            }
            : null;

    private static string Identifier(ModelConfig config) =>
        (config.Codegen.Prefix is { } prefix ? prefix.Value + "_" : "") is var before && CIdentifier.Of(before + config.ModelName.Value) is var name ? name : "";

    private static Sequence<string> CheckedDumps(ModelConfig config, DiagnosticBag diagnostics)
    {
        string[] known = [.. PassPipeline.All.Select(pass => pass.Name)];
        foreach (string pass in config.Graph.DumpAfter.Value.Where(pass => !known.Contains(pass)))
        {
            diagnostics.Report(Catalogue.UnknownChoice, config.Graph.DumpAfter.Origin, "graph.dump_after", pass, string.Join(", ", known));
        }

        return config.Graph.DumpAfter.Value;
    }
}
