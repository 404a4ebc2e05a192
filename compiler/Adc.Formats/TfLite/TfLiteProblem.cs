namespace Adc.Formats.TfLite;

/// <summary>What is wrong with a .tflite file.</summary>
public enum TfLiteProblemKind
{
    /// <summary>The file identifier is not TFL3, or the file is too short to have one.</summary>
    NotTfLite,

    /// <summary>An offset, length or string leaves the file, overlaps or is not aligned.</summary>
    Corrupt,

    /// <summary>The schema version is not 3.</summary>
    UnsupportedVersion,

    /// <summary>A required table, vector or field is absent.</summary>
    Missing,

    /// <summary>An index points past the end of its table.</summary>
    IndexOutOfRange,

    /// <summary>A shape has a negative extent, or more elements than 2^31 bytes can hold.</summary>
    BadShape,

    /// <summary>A scale is zero, negative, NaN or infinite, or counts do not fit the shape.</summary>
    BadQuantization,

    /// <summary>A constant's buffer has not the size that its shape and type need.</summary>
    BadBufferSize,

    /// <summary>Two operators write one tensor, an operator writes a constant or a graph input.</summary>
    SecondWriter,

    /// <summary>An operator reads a tensor that nothing before it has written.</summary>
    NotInExecutionOrder,

    /// <summary>The options table belongs to another operator.</summary>
    WrongOptions,

    /// <summary>A value in an options table is not allowed: stride of zero, unknown enum value.</summary>
    BadOption,

    /// <summary>An operator has too few or too many inputs or outputs.</summary>
    WrongArity,

    /// <summary>A limit that guards against exhaustion: too many tables, too deep, too large.</summary>
    TooLarge,

    /// <summary>Well formed, but adc does not read it: sparse tensors, weights in another file, a later element type.</summary>
    Unsupported,
}

/// <summary>One problem, located as far as the file allows.</summary>
/// <param name="Message">What was found and what was expected; names from the file are not escaped.</param>
public sealed record TfLiteProblem(
    TfLiteProblemKind Kind, string Message, int? Subgraph = null, int? Operator = null, string? OperatorName = null, string? Tensor = null);

/// <summary>What reading yields: a model when there is no problem, else at least one problem.</summary>
public sealed record TfLiteReadResult(TfLiteModel? Model, IReadOnlyList<TfLiteProblem> Problems);
