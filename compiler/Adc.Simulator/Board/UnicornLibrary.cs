using System.Runtime.InteropServices;
using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board;

/// <summary>The library that emulates the processor core. It is optional: nothing loads it before it is asked for.</summary>
public static class UnicornLibrary
{
    private const uint NeededMajor = 2;

    private static readonly Lazy<string?> Finding = new(Find);

    public static bool IsAvailable => Problem is null;

    /// <summary>Why the library cannot be used, and what to install; null when it can.</summary>
    public static string? Problem => Finding.Value;

    private static string? Find()
    {
        if (!NativeLibrary.TryLoad(Unicorn.Library, typeof(UnicornLibrary).Assembly, null, out _))
        {
            return $"the emulated board needs {Unicorn.Library}, which is not installed (Debian and Ubuntu: apt-get install libunicorn2)";
        }

        _ = Unicorn.Version(out uint major, out uint minor);
        return major == NeededMajor
            ? null
            : $"the emulated board needs Unicorn {NeededMajor}, but {Unicorn.Library} is version {major}.{minor}";
    }
}
