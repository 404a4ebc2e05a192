using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Compiler.Emission;

namespace Adc.Tests.Reports.Html;

/// <summary>Colours that can be read, by WCAG 2.1.</summary>
public sealed class PaletteTests
{
    private const double ForText = 4.5, ForPictures = 3;

    [Fact]
    public void Text_stands_out_from_its_ground_in_light_dark_and_print()
    {
        Dictionary<string, string>[] palettes = [.. Regex.Matches(EmbeddedFiles.Read("templates/html/page.css"), @":root \{([^}]*)\}")
            .Select(block => Regex.Matches(block.Groups[1].Value, @"--([a-z]+): (#[0-9a-f]{6});").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value))];
        Assert.Equal(3, palettes.Length);
        Assert.All(palettes, palette => Assert.All((string[])["ground", "panel"], ground =>
        {
            Assert.All((string[])["text", "soft", "mvp", "cpu", "pass", "fail", "warn"], color => Assert.InRange(Contrast(palette[color], palette[ground]), ForText, 21));
            Assert.All((string[])["launch", "none"], color => Assert.InRange(Contrast(palette[color], palette[ground]), ForPictures, 21));
        }));
    }

    private static double Contrast(string one, string other)
    {
        double a = Luminance(one), b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double Channel(int start)
        {
            double value = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
