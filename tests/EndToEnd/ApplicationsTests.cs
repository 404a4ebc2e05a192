using Adc.Tests.Cli;
using Adc.Tests.Firmware;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Programs of users around an output folder, built for this machine from the folder's own files.</summary>
public sealed class ApplicationsTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public ApplicationsTests() => folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));

    /// <summary>Two contexts hold two inferences at once; every header that users include is C++ too.</summary>
    [ToolTheory("cc", "g++")]
    [InlineData("c++11")]
    [InlineData("c++20")]
    public void A_program_in_Cpp_keeps_two_contexts_apart(string standard)
    {
        Compile("codegen: { api: sync_async, embed_parameters: { limit: 1.5 } }");
        const string Source = """
            #include "outputs/tiny/tiny.h"
            #include "outputs/tiny/tiny_parameters.h"
            #include "outputs/tiny/tiny_test_vectors.h"
            #include "outputs/tiny/runtime/adc_mvp.h"
            #include "outputs/tiny/runtime/adc_status.h"
            #include <cstring>

            static tiny_context_t contexts[2];

            static bool is_right(int index)
            {
                return std::memcmp(tiny_output(&contexts[index]), tiny_test_outputs[index], TINY_OUTPUT_BYTES) == 0;
            }

            int main()
            {
                static_assert(alignof(tiny_context_t) == 16, "the arena is aligned in C++ too");
                for (int i = 0; i < 2; i++) {
                    if (tiny_init(&contexts[i]) != ADC_OK) {
                        return 1;
                    }
                }
                for (int i = 0; i < 2; i++) {
                    std::memcpy(tiny_input(&contexts[i]), tiny_test_inputs[i], TINY_INPUT_BYTES);
                }
                if (tiny_invoke(&contexts[0]) != ADC_OK || tiny_start(&contexts[1]) != ADC_PENDING || tiny_finish(&contexts[1]) != ADC_OK) {
                    return 2;
                }
                return !is_right(0) ? 3 : !is_right(1) ? 4 : tiny_param_limit == 1.5f ? 0 : 5;
            }
            """;
        Run(folder.Write("user.cpp", Source), "g++", $"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror");
    }

    [ToolFact("cc")]
    public void An_arena_of_the_callers_must_be_there_and_aligned_and_is_left_alone_by_init()
    {
        Compile("codegen: { arena: caller }");
        const string Source = """
            #include "outputs/tiny/tiny.h"
            #include "outputs/tiny/tiny_test_vectors.h"
            #include <string.h>

            static tiny_context_t one, other;
            static TINY_ALIGNED uint8_t arena[TINY_ARENA_BYTES + 16u];

            static int is_right(tiny_context_t *context, int vector)
            {
                (void)memcpy(tiny_input(context), tiny_test_inputs[vector], TINY_INPUT_BYTES);
                return tiny_invoke(context) == ADC_OK && memcmp(tiny_output(context), tiny_test_outputs[vector], TINY_OUTPUT_BYTES) == 0;
            }

            int main(void)
            {
                if (tiny_init(NULL, arena) != ADC_ERROR_ARGUMENT || tiny_init(&one, NULL) != ADC_ERROR_ARGUMENT || tiny_init(&one, arena + 4) != ADC_ERROR_ARGUMENT) {
                    return 1;
                }
                arena[0] = 77u;
                if (tiny_invoke(&one) != ADC_ERROR_STATE || tiny_init(&one, arena) != ADC_OK || tiny_init(&other, arena) != ADC_OK || arena[0] != 77u) {
                    return 2;
                }
                if (!is_right(&one, 0) || !is_right(&other, 1) || !is_right(&one, 2)) {
                    return 3;
                }
                for (uint32_t i = TINY_ARENA_BYTES; i < sizeof(arena); i++) {
                    if (arena[i] != 0u) {
                        return 4;
                    }
                }
                return tiny_init(&one, arena + 16) == ADC_OK && is_right(&one, 3) ? 0 : 5;
            }
            """;
        Run(folder.Write("user.c", Source), "cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");
    }

    [BoardFact]
    public void Tensors_in_an_arena_of_the_callers_can_be_looked_at()
    {
        Compile("codegen: { arena: caller }", "--json");
        folder.Write("x.npy", Adc.Formats.Npy.NpyArray.Of([.. Enumerable.Range(0, 8).Select(i => (sbyte)(i * 9))], 1, 8));
        foreach (string engine in (string[])["cpu", "board"])
        {
            AdcRun.Of("run", folder["outputs/tiny"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--engine", engine, "--all-tensors", folder[engine]).Succeeded();
        }

        string[] tensors = [.. Directory.GetFiles(folder["board"]).Select(file => Path.GetFileName(file)!)];
        Assert.InRange(tensors.Length, 2, 9);
        Assert.All(tensors, name => Assert.Equal(File.ReadAllBytes(folder[$"cpu/{name}"]), File.ReadAllBytes(folder[$"board/{name}"])));
    }

    public void Dispose() => folder.Dispose();

    private void Compile(string keys, string option = "--no-build")
    {
        folder.Write("tiny.yaml", $"tiny:\n  tflite_model: tiny.tflite\n  mvp: {{ force_mvp: [0, 1] }}\n  compare: {{ layer: {{ exact_ratio: 0.5 }} }}\n  {keys}\n");
        AdcRun.Of("compile", folder["tiny.yaml"], option, "--quiet").Succeeded();
    }

    /// <summary>Builds a program with the model's C and expects it to end with 0.</summary>
    private void Run(string source, string compiler, params string[] flags)
    {
        string[] sources =
        [
            .. Directory.GetFiles(folder["outputs/tiny"], "*.c"), folder["outputs/tiny/runtime/adc_status.c"], folder["outputs/tiny/runtime/adc_mvp_soft.c"],
        ];
        string[] objects = [.. sources.Select(file => Path.ChangeExtension(file, ".o"))];
        foreach ((string file, string output) in sources.Zip(objects))
        {
            NativeTool.Run("cc", "-std=c11", "-c", file, "-o", output);
        }

        NativeTool.Run(compiler, [.. flags, source, .. objects, "-lm", "-o", folder["user"]]);
        (int exitCode, string text) = NativeTool.TryRun(folder["user"]);
        Assert.True(exitCode == 0, $"ended with {exitCode}: {text}");
    }
}
