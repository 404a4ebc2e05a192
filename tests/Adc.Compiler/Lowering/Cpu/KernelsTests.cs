using System.Reflection;
using System.Text.RegularExpressions;
using Adc.Compiler.Emission;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;

namespace Adc.Tests.Lowering.Cpu;

public sealed class KernelsTests
{
    public static TheoryData<string> Names => [.. typeof(Kernels).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kernel_is_declared_as_it_is_called(string name)
    {
        var kernel = (Kernel)typeof(Kernels).GetProperty(name)!.GetValue(null)!;
        string header = Regex.Replace(EmbeddedFiles.Read($"firmware/kernels/{kernel.Header}"), @"\s+", " ");

        Assert.Contains(
            kernel.Declaration,
            header, StringComparison.Ordinal);
        Assert.Matches($@"(}} |typedef \w+ ){kernel.ParameterType};", header);
    }
}
