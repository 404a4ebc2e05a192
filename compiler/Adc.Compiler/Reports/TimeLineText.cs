using System.Globalization;
using System.Text;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Reports;

/// <summary>Core and accelerator over the time of one inference, as two lines of characters.</summary>
internal static class TimeLineText
{
    private const int Widest = 100, Lead = 8;

    public static string Of(ModelProfile profile, int width)
    {
        int cells = Math.Min(width, Widest) - Lead;
        long end = profile.TimeLine[^1].End;
        var text = new StringBuilder();
        text.Append(Wrapped.Of(
            string.Create(CultureInfo.InvariantCulture, $"Time line: {end:N0} cycles, {(double)end / cells:N0} to a character; # busy, + busy for a part of it, . idle"), "  ", width)).Append('\n');
        Append(text, "CPU", Engine.Cpu);
        if (profile.TimeLine.Any(span => span.Engine == Engine.Mvp))
        {
            Append(text, "MVP", Engine.Mvp);
            string overlap = profile.OverlappedCycles == 0
                ? "Nothing overlaps: the core starts a program and waits until it has ended."
                : string.Create(CultureInfo.InvariantCulture, $"{profile.OverlappedCycles:N0} cycles overlap.");
            text.Append("  ").Append(overlap).Append('\n');
        }

        return text.ToString();

        void Append(StringBuilder lines, string name, Engine engine)
        {
            var busy = new double[cells];
            foreach (EngineSpan span in profile.TimeLine.Where(span => span.Engine == engine))
            {
                double start = (double)span.Start * cells / end, stop = (double)span.End * cells / end;
                for (int cell = (int)start; cell < cells && cell < stop; cell++)
                {
                    busy[cell] += Math.Min(stop, cell + 1) - Math.Max(start, cell);
                }
            }

            lines.Append(CultureInfo.InvariantCulture, $"  {name,-4}  ");
            lines.Append(string.Concat(busy.Select(share => share > 0.95 ? '#' : share > 0.05 ? '+' : '.'))).Append('\n');
        }
    }
}
