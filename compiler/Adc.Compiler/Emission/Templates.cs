using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace Adc.Compiler.Emission;

/// <summary>Renders the embedded Handlebars templates. Views decide, templates lay out.</summary>
internal static class Templates
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });

    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Compiled = new();

    /// <summary>Renders templates/<paramref name="name"/> with a view.</summary>
    public static string Render(string name, object view) =>
        Compiled.GetOrAdd(name, static file => Engine.Compile(EmbeddedFiles.Read("templates/" + file)))(view);
}
