using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;
using YamlDotNet.Serialization;

namespace Adc.Tests.EndToEnd;

/// <summary>The output folder as an extension of the Simplicity SDK, as far as that can be told without it.</summary>
public sealed class SimplicityTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public SimplicityTests() => folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));

    /// <summary>The named files alone, elsewhere, are all that the C compiler needs.</summary>
    [ToolTheory("arm-none-eabi-gcc")]
    [InlineData("mvpv1", true)]
    [InlineData("none", false)]
    public void The_component_names_every_file_that_the_model_needs(string accelerator, bool usesMvp)
    {
        Compile(accelerator, "codegen: { embed_parameters: { limit: 1 } }");
        Dictionary<string, object> component = Yaml("simplicity/tiny.slcc");
        Assert.Equal(("tiny", "tiny", "evaluation"), (component["id"], component["package"], component["quality"]));
        Assert.Equal(["tiny"], Names(component, "provides"));
        Assert.Equal(usesMvp ? ["device_has_mvp"] : [], component.ContainsKey("requires") ? Names(component, "requires") : []);
        string[] sources = [.. Items(component, "source").Select(item => (string)item["path"])], folders = [.. Items(component, "include").Select(item => (string)item["path"])];
        string[] headers = [.. Items(component, "include").SelectMany(item => Items(item, "file_list").Select(file => Path.Combine((string)item["path"], (string)file["path"])))];
        foreach (string file in sources.Concat(headers))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[$"sdk/{file}"])!);
            File.Copy(folder[$"outputs/tiny/{file}"], folder[$"sdk/{file}"]);
        }

        string[] defines = [.. Items(component, "define").Select(item => $"-D{item["name"]}" + (item.TryGetValue("value", out object? value) ? $"={value}" : ""))];
        Assert.Contains("-DADC_NON_SECURE_ALIAS", defines);
        foreach (string source in sources)
        {
            NativeTool.Run(
                "arm-none-eabi-gcc",
                ["-std=gnu18", "-mcpu=cortex-m33", "-Wall", "-Werror", .. defines, .. folders.Select(path => $"-I{folder["sdk"]}/{path}"), "-c", folder[$"sdk/{source}"], "-o", folder["object.o"]]);
        }

        Assert.Equal(usesMvp, sources.Contains("runtime/adc_mvp_hw.c"));
        Assert.Contains("tiny_parameters.c", sources);
        Assert.DoesNotContain(sources, source => source.EndsWith("_soft.c", StringComparison.Ordinal) || source.StartsWith("firmware/", StringComparison.Ordinal));
    }

    [Fact]
    public void Extension_and_project_name_the_component_and_files_that_exist()
    {
        Compile("mvpv1", "codegen: { arena: caller }");
        Dictionary<string, object> extension = Yaml("tiny.slce"), project = Yaml("simplicity/tiny_sample.slcp");
        Assert.Equal("tiny", extension["id"]);
        Assert.All(Items(extension, "component_path"), item => Assert.True(File.Exists(folder[$"outputs/tiny/{item["path"]}/tiny.slcc"])));
        Assert.Equal("tiny_sample", project["project_name"]);
        Assert.All(Items(project, "source"), item => Assert.True(File.Exists(folder[$"outputs/tiny/simplicity/{item["path"]}"])));
        Assert.Contains(Items(project, "component"), item => item["id"].Equals("tiny") && item.TryGetValue("from", out object? from) && from.Equals(extension["id"]));
        Assert.Equal([extension["id"]], Items(project, "sdk_extension").Select(item => item["id"]));

        folder.Write("sl_system_init.h", "void sl_system_init(void);\n");
        NativeTool.Run("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", $"-I{folder.Path}", $"-I{folder["outputs/tiny"]}", folder["outputs/tiny/simplicity/main.c"]);
    }

    /// <summary>The vendor's start-up code opens peripherals to their non-secure addresses, which the component's driver then uses.</summary>
    [BoardFact]
    public void With_the_other_addresses_of_peripherals_the_image_is_as_right()
    {
        Compile("mvpv1", "");
        ElfImage image = FolderImage.Link(folder["outputs/tiny"], "-DADC_NON_SECURE_ALIAS");
        using EmulatedBoard board = EmulatedBoard.Load(image, BoardOptions.Default);
        BoardRun run = board.Boot();
        Assert.EndsWith("adc verdict PASS 4/4\r\n", board.Console, StringComparison.Ordinal);
        Assert.Contains(run.Warnings, warning => warning.StartsWith("MVP was reached", StringComparison.Ordinal));
        Assert.All(run.Warnings, warning => Assert.Contains("non-secure", warning, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private void Compile(string accelerator, string keys)
    {
        string forced = accelerator == "none" ? "" : "  mvp: { force_mvp: [0, 1] }\n";
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  target: {{ accelerator: {accelerator} }}\n{forced}  compare: {{ layer: {{ exact_ratio: 0.5 }} }}\n  {keys}\n");
        AdcRun.Of("compile", folder["tiny.yaml"], "--no-build", "--quiet").Succeeded();
    }

    private Dictionary<string, object> Yaml(string file) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(folder[$"outputs/tiny/{file}"]));

    private static IEnumerable<IDictionary<object, object>> Items(IDictionary<object, object> map, string key) => ((List<object>)map[key]).Cast<IDictionary<object, object>>();

    private static IEnumerable<IDictionary<object, object>> Items(Dictionary<string, object> map, string key) => ((List<object>)map[key]).Cast<IDictionary<object, object>>();

    private static IEnumerable<object> Names(Dictionary<string, object> map, string key) => Items(map, key).Select(item => item["name"]);
}
