using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Compiler.Toolchain;

namespace Adc.Tests.Support;

/// <summary>Opens pages in a headless browser that reaches no network.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The first browser on the path, or null.</summary>
    public static string? Program { get; } = Names.FirstOrDefault(name =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));

    /// <summary>The document after its scripts have run, and what was written to the console.</summary>
    public static (string Document, string[] Console) Open(string path)
    {
        string profile = Directory.CreateTempSubdirectory("adc-browser-").FullName;
        try
        {
            ToolRun result = ToolRun.Of(
                Program!,
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-first-run", $"--user-data-dir={profile}",
                    "--window-size=1280,800", "--enable-logging=stderr", "--v=0", "--dump-dom", new Uri(path).AbsoluteUri,
                ],
                Path.GetTempPath(), CancellationToken.None);
            return (result.Output, [.. result.Error.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    /// <summary>Runs a driver in a copy of the page without its policy, which would refuse it. The copy stands in a frame, since windows have a least width.</summary>
    /// <param name="driver">JavaScript that returns what is to be looked at.</param>
    public static JsonElement Drive(string path, string driver, int width = 1280, int height = 800)
    {
        const string Outcome = "driver-outcome";
        string page = Regex.Replace(File.ReadAllText(path), "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        string script = $$"""
            <script>{
              const outcome = document.createElement("template");
              outcome.id = "{{Outcome}}";
              try { outcome.dataset.json = JSON.stringify((() => { {{driver}} })()); } catch (error) { outcome.dataset.json = JSON.stringify("failed: " + error); }
              document.body.append(outcome);
            }</script>
            """;
        string driven = page.Replace("</body>", script + "</body>", StringComparison.Ordinal), host = Path.Combine(Path.GetDirectoryName(path)!, "driven.html");
        File.WriteAllText(host, $"""
            <!DOCTYPE html><meta charset="utf-8"><iframe id="frame" width="{width}" height="{height}" frameborder="0" srcdoc="{WebUtility.HtmlEncode(driven)}"></iframe>
            <script>frame.onload = () => document.body.append(frame.contentDocument.getElementById("{Outcome}"), frame.remove() ?? "");</script>
            """);
        Match outcome = Regex.Match(Open(host).Document, $"<template id=\"{Outcome}\" data-json=\"([^\"]*)\"");
        Assert.True(outcome.Success, "the driver did not run");
        return JsonDocument.Parse(WebUtility.HtmlDecode(outcome.Groups[1].Value)).RootElement;
    }
}

/// <summary>A fact about pages in a browser, with the C toolchain and the emulator if the page is to tell all; skipped, with the reason, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute(params string[] tools) =>
        Skip = Chromium.Program is null ? "needs chromium, chromium-browser or google-chrome" : ToolTheoryAttribute.Missing(tools);
}
