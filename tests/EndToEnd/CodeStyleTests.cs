using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Keys about the text of generated files.</summary>
public sealed class CodeStyleTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [BoardFact]
    public void Sections_names_asserts_and_licence_are_as_the_configuration_has_them()
    {
        folder.Write("LICENCE", "Copyright of somebody */\n\nAll rights reserved.\n");
        folder.Write("small.yaml", SmallModel.Yaml() + "  codegen: { axon_names: true, static_asserts: false, licence_header: LICENCE }\n  memory: { arena_section: .bss.model, const_section: .rodata.model }\n");
        string output = AdcRun.Of("compile", folder["small.yaml"]).Succeeded().Output;
        Assert.Contains("PASS: firmware on the emulated board exact on 4 of 4", output, StringComparison.Ordinal);

        foreach (string file in (string[])["small.h", "small.c", "small_weights.c", "small_test_vectors.h", "firmware/adc_app_binding.c"])
        {
            string text = Read(file);
            Assert.StartsWith("/*\n * Copyright of somebody ", text, StringComparison.Ordinal);
            Assert.Contains("\n *\n * All rights reserved.\n */\n\n", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Copyright of somebody", Read("firmware/selftest.c"), StringComparison.Ordinal);
        Assert.DoesNotContain("_Static_assert", Read("small.c"), StringComparison.Ordinal);
        Assert.Matches(@"#define SMALL_MAX_IL_BUFFER_USED \d+u\n#define SMALL_MAX_PSUM_BUFFER_USED 0u\n", Read("small.h"));
        Assert.Contains("section(\".rodata.model\")", Read("small_weights.c"), StringComparison.Ordinal);
        Assert.Contains("section(\".bss.model\")", Read("firmware/adc_app_binding.c"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_these_keys_nothing_of_it_is_there()
    {
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.StartsWith("/*\n * small.h: ", Read("small.h"), StringComparison.Ordinal);
        Assert.DoesNotContain("MAX_IL_BUFFER", Read("small.h"), StringComparison.Ordinal);
        Assert.DoesNotContain("__attribute__((section", Read("small_weights.c") + Read("firmware/adc_app_binding.c"), StringComparison.Ordinal);
        Assert.Contains("_Static_assert", Read("small.c"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_that_is_not_there_is_reported_where_it_stands()
    {
        folder.Write("small.yaml", SmallModel.Yaml() + "  codegen: { licence_header: nowhere }\n");
        AdcRun.Of("compile", folder["small.yaml"]).Failed(6, "small.yaml(4,30): error ADC1101: codegen.licence_header: cannot read the file 'nowhere': there is no such file");
    }

    public void Dispose() => folder.Dispose();

    private string Read(string file) => File.ReadAllText(folder[$"outputs/small/{file}"]);
}
