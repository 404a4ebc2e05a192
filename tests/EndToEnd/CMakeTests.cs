using Adc.Tests.Emission;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

public sealed class CMakeTests
{
    [ToolFact("cmake", "cc", "make")]
    public void The_emitted_project_builds_and_passes_on_the_desktop()
    {
        using var folder = new BuildFolder();
        Emitted.Of(EmitterTests.Tiny()).Write(folder);

        NativeTool.Run("cmake", "-S", folder.File(""), "-B", folder.File("build"), "-G", "Unix Makefiles");
        NativeTool.Run("cmake", "--build", folder.File("build"));

        Assert.EndsWith("adc verdict PASS 2/2\n", NativeTool.Run(folder.File("build/tiny")), StringComparison.Ordinal);
    }
}
