using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>Windows of consecutive frames, each one frame behind the former, in clips of [frames, mels].</summary>
/// <param name="Count">Windows of one clip.</param>
/// <param name="FirstFrame">Where the first window starts in each clip.</param>
/// <param name="Frames">Frames of a clip in the file.</param>
/// <param name="Mels">Values of one frame.</param>
internal sealed record ClipWindows(int Count, int FirstFrame, int Frames, int Mels)
{
    /// <summary>Windows as the ad_* keys describe them.</summary>
    /// <param name="clip">Frames and values of each.</param>
    /// <param name="inputs">Values that the model takes.</param>
    /// <returns>Null when the clips cannot be cut; with a diagnostic when they are meant to be.</returns>
    public static ClipWindows? Of(string key, Setting<FilePath> path, int[] clip, ModelConfig config, int inputs, DiagnosticBag diagnostics)
    {
        int frames = clip[0], mels = clip[1];
        Setting<int> wantedMels = config.Features.Mels, wantedFrames = config.Features.Frames;
        Setting<int> start = config.Features.CentralPartStart, end = config.Features.CentralPartEnd;
        if (mels != wantedMels.Value || config.Features.WindowLength != inputs)
        {
            if (mels > 0 && inputs % mels == 0 && inputs > mels && inputs != frames * mels)
            {
                Report(
                    diagnostics, Written(wantedMels, wantedFrames) ?? path.Origin, $"ad_n_mels {wantedMels} x ad_frames {wantedFrames}",
                    $"{key} with {mels} values a frame", $"the model takes {inputs} values, {inputs / mels} frames of {mels}");
            }

            return null;
        }

        // Files hold whole clips, or the central part alone.
        bool isCentralPart = frames == end.Value - start.Value;
        if (!isCentralPart && frames < end.Value)
        {
            Report(
                diagnostics, Written(start, end) ?? path.Origin, $"ad_central_part_start {start}, ad_central_part_end {end}",
                $"{key} with {frames} frames a clip", $"{end.Value - start.Value} frames (that part alone) or at least {end} (whole clips) are expected");
            return null;
        }

        return new ClipWindows(config.Features.WindowsPerClip, isCentralPart ? 0 : start.Value, frames, mels);
    }

    /// <summary>Where a window starts in the file, in elements.</summary>
    public long FirstElement(int window) => (((long)(window / Count) * Frames) + FirstFrame + (window % Count)) * Mels;

    private static Origin? Written(params Setting[] settings) => settings.FirstOrDefault(setting => !setting.IsDefault)?.Origin;

    private static void Report(DiagnosticBag diagnostics, Origin origin, FormattableString keys, FormattableString data, FormattableString what) => diagnostics.Report(
        Catalogue.FrontEndInconsistent, origin,
        keys.ToString(CultureInfo.InvariantCulture), data.ToString(CultureInfo.InvariantCulture), what.ToString(CultureInfo.InvariantCulture));
}
