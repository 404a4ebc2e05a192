namespace Adc.Compiler.Lowering;

/// <summary>A handwritten C kernel of firmware/kernels and how it is called.</summary>
/// <param name="Function">C function <c>void f(const f_t *parameters, const TIN *input, TOUT *output)</c>.</param>
/// <param name="InputType">C type of the input elements.</param>
/// <param name="OutputType">C type of the output elements.</param>
/// <param name="Header">Declares it; the sources of the same name define it.</param>
public sealed record Kernel(string Function, string InputType, string OutputType, string Header)
{
    /// <summary>C type of the parameter struct.</summary>
    public string ParameterType => Function + "_t";
}
