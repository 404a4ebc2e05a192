using System.Security.Cryptography;
using System.Text;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Reports.Html;

/// <summary>What every page of ours starts from: its style and script, and a policy that lets nothing else run or load.</summary>
internal sealed record Page(Markup Policy, Markup Style, Markup Script)
{
    /// <param name="style">Files below templates/html, joined in this order.</param>
    public static Page Of(string[] style, string[] script)
    {
        string css = Read(style), js = Read(script);
        return new Page(
            Markup.Trusted($"default-src 'none'; img-src data:; style-src '{Hash(css)}'; script-src '{Hash(js)}'; base-uri 'none'; form-action 'none'"),
            Markup.Trusted(css), Markup.Trusted(js));
    }

    private static string Read(string[] files) => "\n" + string.Concat(files.Select(file => EmbeddedFiles.Read("templates/html/" + file)));

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
