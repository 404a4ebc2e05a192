using System.Diagnostics;

namespace Adc.Tests.Cli;

public sealed class FullDiskTests
{
    [TmpfsTheory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    [InlineData(300)]
    public void A_compilation_that_does_not_fit_ends_with_8_and_leaves_nothing_half_written(int kilobytes)
    {
        using var disk = new Tmpfs(kilobytes);
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--out", Path.Combine(disk.Path, "deep", "out"));
        run.Failed(8, "ADC6001");
        Assert.Matches("No space left|disk was full", run.Error); // by a write, or by the reservation before it
        string[] left = Directory.GetFileSystemEntries(disk.Path, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(left, entry => entry.Contains(".partial", StringComparison.Ordinal));
        Assert.True(left.Length == 0 || File.Exists(Path.Combine(disk.Path, "deep", "out", "small", "report.json")), string.Join('\n', left));
    }

    [TmpfsTheory]
    [InlineData(4)]
    public void Rows_that_do_not_fit_take_all_files_of_the_run_back(int kilobytes)
    {
        using var disk = new Tmpfs(kilobytes);
        using WorkFolder folder = SmallModel.Folder();
        string rows = folder.Write("x.npy", SmallModel.Rows(5000));
        AdcRun.Of("run", folder["small.tflite"], "--input", rows, "--all-tensors", Path.Combine(disk.Path, "t"), "--output", Path.Combine(disk.Path, "y.npy"))
            .Failed(8, "ADC6001", "No space left");
        Assert.Empty(Directory.GetFileSystemEntries(disk.Path));
    }

    private sealed class Tmpfs : IDisposable
    {
        public Tmpfs(int kilobytes)
        {
            Path = Directory.CreateTempSubdirectory("adc-full-").FullName;
            Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path));
        }

        public string Path { get; }

        public void Dispose()
        {
            Run("umount", Path);
            Directory.Delete(Path);
        }

        public static int Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>A theory that mounts a small file system; skipped where that is not allowed.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TmpfsTheoryAttribute : TheoryAttribute
    {
        private static readonly Lazy<bool> MayMount = new(Try);

        public TmpfsTheoryAttribute() => Skip = MayMount.Value ? null : "needs the right to mount a tmpfs";

        private static bool Try()
        {
            if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            {
                return false;
            }

            string folder = Directory.CreateTempSubdirectory("adc-full-").FullName;
            bool mounted = Tmpfs.Run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder) == 0;
            if (mounted)
            {
                Tmpfs.Run("umount", folder);
            }

            Directory.Delete(folder);
            return mounted;
        }
    }
}
