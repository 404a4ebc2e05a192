using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Export;

/// <summary>What an operator is called in a file, and how the file says its attributes.</summary>
internal sealed record OperatorInFile(BuiltinOperator Builtin, TfLiteOptions? Options = null);
