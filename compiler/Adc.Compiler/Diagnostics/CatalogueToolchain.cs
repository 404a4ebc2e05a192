namespace Adc.Compiler.Diagnostics;

/// <summary>6xxx and 7xxx: writing files, the C toolchain, boards; 8xxx: comparisons.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor CannotWriteOutput = new(
        "ADC6001", "Output cannot be written", "cannot write '{0}': {1}; nothing was left half-written",
        "The output folder is read-only, the disk is full, or the path is taken by a file. adc writes into a temporary folder beside the target and renames it at the end, so an earlier output stays as it was. Remedy: Free space, or choose another folder with --out.");

    public static readonly DiagnosticDescriptor ModelsNotTogether = new(
        "ADC6020", "Models do not go together", "'{0}' and '{1}' cannot be in one firmware: {2}",
        "'adc.together' puts all models of a file into one firmware. It has one chip, one start-up code, one driver of the accelerator and one set of compiler flags, so the models must agree on target.board and target.part, on firmware.flash_offset, firmware.opt and memory.stack, and on mvp.power; and no two of them may have files of one name. Remedy: Give all models the same values, best in adc.defaults, or compile them apart.");

    public static readonly DiagnosticDescriptor TogetherTooLarge = new(
        "ADC6021", "Models are too large together", "firmware '{0}' needs {1} bytes of {2}, but has {3}: {4}",
        "Models of one firmware share the arena, kernels and the accelerator's driver, but each has its constants. By itself a model may pin weights in all of the RAM that memory.ram_budget leaves it; several of them have to divide it. Remedy: Set memory.ram_budget of each model to its part of the RAM, 'memory.constants: flash' for those that may be slower, or leave a model out.");

    public static readonly DiagnosticDescriptor ToolNotFound = new(
        "ADC7001", "Tool not found", "'{0}' was not found; {1}",
        "A program or library that this step needs is not installed or not on the PATH. The message says how to get it. Remedy: 'adc doctor' lists all tools. With --no-build adc emits C without building it.");

    public static readonly DiagnosticDescriptor BuildFailed = new(
        "ADC7002", "C build failed", "{0} failed with exit code {1}:\n{2}",
        "The C compiler or linker refused the emitted or handwritten sources. Emitted C is meant to be clean under every supported compiler, so this is either an unusual toolchain or a bug of adc. Remedy: Try the toolchain that 'adc doctor' names; if that fails too, please report it with the log.");

    public static readonly DiagnosticDescriptor BoardRunFailed = new(
        "ADC7005", "Firmware did not finish", "the firmware stopped on the emulated board: {0}",
        "The linked image faulted, overflowed its stack, or did not come to its verdict within the instruction limit. The message names the reason and the place. Remedy: Raise memory.stack if it overflowed; otherwise please report it as a bug of adc.");

    public static readonly DiagnosticDescriptor HostRunFailed = new(
        "ADC7006", "Desktop program failed", "the program built from the emitted C ended with exit code {0} ({1}), {2} of {3} bytes written",
        "The emitted C, built for this machine, did not run to its end. It was built on another machine, a library is missing, or it crashed, which is a bug of adc: please report it. Remedy: Compile again on this machine.");

    public static readonly DiagnosticDescriptor MetricLost = new(
        "ADC8001", "Metric falls by quantization", "{0} falls from {1} (float) to {2} (int8), by more than quantization.max_loss allows ({3})",
        "On the test data the int8 model decides worse than the float model does. Remedy: Give more calibration rows, or rows that look more like the test data; try quantization.method: percentile or mse, or quantization.bias_correction; or relax quantization.max_loss.");

    public static readonly DiagnosticDescriptor OutputTolerance = new(
        "ADC8002", "Outputs beyond their tolerance", "the accelerator's outputs differ from the integer reference by more than compare.output allows, over {1} rows: {0}",
        "Half precision rounds where the integer path does not. The limits of compare.output tell how much is acceptable. Remedy: Give calibration data (train_data), so that inputs can be centred; move the worst layers to the CPU by mvp.force_cpu; or relax the limits.");

    public static readonly DiagnosticDescriptor LayerBeyondTolerance = new(
        "ADC8003", "Layer beyond its tolerance", "the layer is in 'mvp.force_mvp', but {0}",
        "Each layer of the accelerator is run on exact inputs and compared with the integer reference; compare.layer tells how far it may be from it. A layer that is further off gets a more exact program or stays on the CPU, unless mvp.force_mvp forbids that. Remedy: Give calibration data (train_data), so that inputs can be centred; remove the layer from mvp.force_mvp; relax compare.layer.exact_ratio or compare.layer.max_abs_lsb; or set 'compare.on_fail: warn' to accelerate it all the same.");

    public static readonly DiagnosticDescriptor SelfTestFailed = new(
        "ADC8004", "Outputs differ from the reference", "{0}",
        "The exact engines must agree bit for bit: the reference executor, the emitted C on the host, and the firmware on the board. A difference is a bug of adc or of the C compiler. Remedy: Please report it, with the model and the configuration.");

    public static readonly DiagnosticDescriptor MetricDropped = new(
        "ADC8005", "Metric falls on the accelerator", "{0} falls from {1} (int8) to {2} (mvp), by more than compare.metric_drop allows ({3})",
        "The accelerator computes in half precision, and on the test data its decisions are worse than those of the integer model. Remedy: Give calibration data (train_data), so that inputs can be centred; move the worst layers to the CPU by mvp.force_cpu; or relax compare.metric_drop. With few test rows a single decision may make the difference: 'compare.on_fail: warn' only tells.");

    public static readonly DiagnosticDescriptor FigureBeyondLimit = new(
        "ADC8006", "Figure beyond its limit", "{0} moves from {1} to {2}, further than its limit {3} allows",
        "A figure of the second report is further from that of the first than '--limit' of 'adc compare' or 'reports.fail_on_regression' allows: '5%' either way, '+100' growth, '-0.01' fall. In 'reports.fail_on_regression' 0.02 is a share for time, cycles, energy, flash, ram and stack, steps for error, a difference for auc, pauc, auc_average, accuracy, f1 and r2, and a share either way for any other path in report.json. A figure that one of the two does not have counts as beyond every limit: 'adc compare' without limits prints the names of all figures that differ. Remedy: Find out what made the figure worse, or widen the limit.");

    public static readonly DiagnosticDescriptor NotComparable = new(
        "ADC8007", "Files that cannot be compared", "'{0}' and '{1}' cannot be compared: {2}",
        "'adc compare' takes two report.json files, or two .npy arrays of the same shape. The message says what is different about these two. Remedy: Name two files of one kind and shape.");
}
