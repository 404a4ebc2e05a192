namespace Adc.Formats.FlatBuffers;

/// <summary>Why a part of a FlatBuffer cannot be read.</summary>
/// <param name="ExceedsLimit">The part may be well formed, but reading it would exhaust a limit.</param>
/// <param name="Position">Byte position in the file.</param>
public sealed record FlatBufferProblem(bool ExceedsLimit, long Position, string Message);
