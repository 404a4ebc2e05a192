using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Toolchain;
using Adc.Tests.Emission;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain;

public sealed class ObjectCacheTests
{
    private static readonly SourceFile Main = new("main.c", "#include \"a.h\"\nint x;\n", SourceRole.Host);

    private static readonly SourceTree Tree = new(
        "m", "b", [],
        [
            Main, new("k/a.h", "#  include \"deep/b.h\"\n#include <stdint.h>\n", SourceRole.Kernel), new("k/deep/b.h", "// #include \"c.h\"\n", SourceRole.Kernel),
            new("c.h", "", SourceRole.Kernel), new("macro.c", "#include FACTS\n", SourceRole.Boot),
        ]);

    [Fact]
    public void Files_are_followed_from_include_to_include() =>
        Assert.Equal(["k/a.h", "k/deep/b.h", "main.c"], new IncludedFiles(Tree).Of(Main).Select(file => file.Path));

    [Fact]
    public void Behind_a_macro_any_header_may_be() =>
        Assert.Equal(["c.h", "k/a.h", "k/deep/b.h", "macro.c"], new IncludedFiles(Tree).Of(Tree.Files[^1]).Select(file => file.Path));

    [Fact]
    public void An_object_goes_back_to_all_that_it_follows_from()
    {
        string Key(SourceTree tree, string tools = "gcc 1", params string[] flags) =>
            new ObjectCache("former", "kept", tools).KeyOf(tree.Files[0], flags, new IncludedFiles(tree));
        SourceTree With(int index, string text) => Tree with { Files = [.. Tree.Files.Select((file, i) => i == index ? file with { Text = text } : file)] };
        string key = Key(Tree);

        Assert.Equal(key, Key(With(3, "int unused;\n")));
        Assert.All(
            (string[])[Key(With(0, "int x;\n")), Key(With(2, "int b;\n")), Key(Tree, "gcc 2"), Key(Tree, "gcc 1", "-O2"), Key(Tree, "gcc 1", "-O3")],
            other => Assert.NotEqual(key, other));
        Assert.NotEqual(Key(Tree, "gcc 1", "-O2"), Key(Tree, "gcc 1", "-O3"));
    }

    [Fact]
    public void A_damaged_object_is_not_taken()
    {
        using var folder = new BuildFolder();
        File.WriteAllBytes(folder.File("a.o"), [1, 2, 3]);
        var cache = new ObjectCache(folder.File("kept"), folder.File("kept"), "");
        cache.Keep("k", folder.File("a.o"));

        Assert.True(cache.TryRestore("k", folder.File("b.o")));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.File("b.o")));
        byte[] bytes = File.ReadAllBytes(folder.File("kept/k"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder.File("kept/k"), bytes);
        Assert.False(cache.TryRestore("k", folder.File("c.o")));
        File.WriteAllBytes(folder.File("kept/k"), []);
        Assert.False(cache.TryRestore("k", folder.File("c.o")));
        Assert.False(cache.TryRestore("another", folder.File("c.o")));
    }

    [ToolFact("cc", "sh")]
    public void A_second_build_translates_what_has_changed_alone()
    {
        SourceTree tree = Emitted.Of(EmitterTests.Tiny());
        using BuildFolder first = new(), second = new(), third = new();
        Assert.Empty(Build(tree, first, former: first));

        // A compiler that can link, but translates nothing.
        File.WriteAllText(second.File("cc"), "#!/bin/sh\nfor a in \"$@\"; do [ \"$a\" = -c ] && exit 3; done\nexec cc \"$@\"\n");
        NativeTool.Run("chmod", ["+x", second.File("cc")]);
        Assert.Empty(Build(tree, second, former: first, second.File("cc")));
        Assert.Equal(File.ReadAllBytes(first.File("host/tiny")), File.ReadAllBytes(second.File("host/tiny")));

        SourceTree changed = tree with { Files = [.. tree.Files.Select(file => file.Path == "tiny.c" ? file with { Text = file.Text + "\n" } : file)] };
        Diagnostic failure = Assert.Single(Build(changed, third, former: second, second.File("cc")));
        Assert.Contains("compiling tiny.c", failure.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Diagnostic> Build(SourceTree tree, BuildFolder folder, BuildFolder former, string? compiler = null)
    {
        tree.Write(folder);
        var diagnostics = new DiagnosticBag();
        var cache = new ObjectCache(former.File("objects"), folder.File("objects"), "one compiler");
        HostBuilder.Build(tree, folder.File(""), diagnostics, CancellationToken.None, compiler is null ? null : new Tool(compiler, ""), cache);
        return diagnostics.All;
    }
}
