using System.Buffers.Binary;
using System.Diagnostics;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.TfLite;

/// <summary>Whatever the bytes, reading ends soon, throws nothing, and gives a sound model or a problem.</summary>
public class TfLiteHostileInputTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(10);

    public static TheoryData<string> SharedModels =>
    [
        "hello_world/hello_world_int8.tflite", "micro_speech/micro_speech_quantized.tflite", "bearing_mlp/model_int8.tflite",
    ];

    [Fact]
    public void Truncations_of_a_small_model_are_refused() => Truncate(TfLiteWriter.Write(SmallModels.Everything()));

    [SharedTheory]
    [MemberData(nameof(SharedModels))]
    public void Truncations_of_a_shared_model_are_refused(string model) => Truncate(File.ReadAllBytes(Repository.Model(model)));

    [Theory]
    [Seeds(5)]
    public void Mutations_of_a_small_model_end_well(int seed) => Mutate(TfLiteWriter.Write(SmallModels.Everything()), seed, count: 1000);

    [SharedTheory]
    [MemberData(nameof(SharedModels))]
    public void Mutations_of_a_shared_model_end_well(string model) => Mutate(File.ReadAllBytes(Repository.Model(model)), seed: 1, count: 5000);

    [Fact]
    public void Each_word_of_a_small_model_set_to_extremes_ends_well()
    {
        byte[] file = TfLiteWriter.Write(SmallModels.Everything());
        var watch = Stopwatch.StartNew();
        for (int at = 0; at + 4 <= file.Length; at += 4)
        {
            foreach (int value in (int[])[0, -1, int.MaxValue, int.MinValue, file.Length, -at])
            {
                byte[] broken = [.. file];
                BinaryPrimitives.WriteInt32LittleEndian(broken.AsSpan(at), value);
                AssertEndsWell(broken);
            }
        }

        Assert.True(watch.Elapsed < HangGuard, $"took {watch.Elapsed}");
    }

    private static void Truncate(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        int step = Math.Max(1, file.Length / 1500);
        for (int length = 0; length < file.Length; length += step)
        {
            AssertEndsWell(file.AsMemory(0, length));
        }

        Assert.NotEmpty(TfLiteReader.Read(file.AsMemory(0, file.Length / 2)).Problems);
        Assert.True(watch.Elapsed < HangGuard, $"took {watch.Elapsed}");
    }

    private static void Mutate(byte[] file, int seed, int count)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        byte[] broken = new byte[file.Length];
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            file.CopyTo(broken, 0);
            for (int bytes = random.Next(1, 9); bytes > 0; bytes--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            refused += AssertEndsWell(broken) ? 0 : 1;
        }

        Assert.InRange(refused, 1, count);
        Assert.True(watch.Elapsed < HangGuard, $"seed {seed} took {watch.Elapsed}");
    }

    /// <summary>Whether the file was accepted; a model that was can be verified and written again.</summary>
    private static bool AssertEndsWell(ReadOnlyMemory<byte> file)
    {
        TfLiteReadResult result = TfLiteReader.Read(file);
        Assert.Equal(result.Model is null, result.Problems.Count > 0);
        if (result.Model is { } model)
        {
            Assert.Empty(TfLiteVerifier.Verify(model));
        }

        return result.Model is not null;
    }
}
