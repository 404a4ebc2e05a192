using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>A handwritten C kernel: how it is called and which files of firmware/kernels it needs.</summary>
/// <param name="Function">C function <c>void f(const f_t *parameters, const TIN *input, TOUT *output)</c>.</param>
/// <param name="InputType">C type of the input elements.</param>
/// <param name="OutputType">C type of the output elements.</param>
/// <param name="Header">Header that declares it.</param>
/// <param name="Files">Every further file that must be compiled or included with it.</param>
public sealed record Kernel(string Function, string InputType, string OutputType, string Header, Sequence<string> Files)
{
    public string ParameterType => Function + "_t";
}
