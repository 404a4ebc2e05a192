using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>A handwritten C kernel of firmware/kernels and how it is called.</summary>
/// <param name="Function">
/// C function <c>void f(const f_t *parameters, const TIN *input, TOUT *output)</c>; with several inputs they are called input0, input1
/// and so on, without any there is none, and memory for the kernel's own use comes last as <c>TSCRATCH *scratch</c>.
/// </param>
/// <param name="InputTypes">C types of the elements of each input.</param>
/// <param name="OutputType">C type of the output elements.</param>
/// <param name="Header">Declares it; the sources of the same name define it.</param>
/// <param name="ScratchType">C type of the elements of its scratch memory, or null when it needs none.</param>
public sealed record Kernel(string Function, Sequence<string> InputTypes, string OutputType, string Header, string? ScratchType = null)
{
    public Kernel(string function, string inputType, string outputType, string header)
        : this(function, [inputType], outputType, header)
    {
    }

    /// <summary>C type of the parameter struct.</summary>
    public string ParameterType => Function + "_t";

    /// <summary>The C declaration, on one line.</summary>
    public string Declaration => $"void {Function}({string.Join(", ",
    [
        $"const {ParameterType} *parameters",
        .. InputTypes.Select((type, index) => $"const {type} *{(InputTypes.Count == 1 ? "input" : $"input{index}")}"),
        $"{OutputType} *output",
        .. ScratchType is null ? Array.Empty<string>() : [$"{ScratchType} *scratch"],
    ])});";
}
