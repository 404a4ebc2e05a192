using System.Reflection;
using Adc.Compiler.Reports.Html;

namespace Adc.Tests.Reports.Html;

/// <summary>Whatever a model calls its tensors, a page stays what it is.</summary>
public sealed class MarkupTests
{
    [Fact]
    public void Escapes_what_ends_a_tag_or_an_attribute() =>
        Assert.Equal("&lt;/script&gt;&lt;img onerror=&quot;x&quot; a=&#39;&amp;&#39;&gt;", Markup.Text("</script><img onerror=\"x\" a='&'>").ToString());

    [Fact]
    public void Shows_control_characters_and_halves_of_letters() => Assert.Equal(@"a\u0000b\ud800c", Markup.Text("a\0b\ud800c").ToString());

    [Fact]
    public void Keeps_the_lines_of_a_listing() => Assert.Equal("a &lt; b\nc\\u0007", Markup.Lines("a < b\nc\a").ToString());

    [Fact]
    public void Escapes_the_holes_of_an_interpolated_string_and_nothing_else()
    {
        string name = "<b>";
        Markup inner = Markup.Of($"<i>{name}</i>");
        Assert.Equal("<p class=\"x\"><i>&lt;b&gt;</i> 3 0.333</p>", Markup.Of($"<p class=\"x\">{inner} {3} {1.0 / 3}</p>").ToString());
    }

    [Fact]
    public void Views_hold_nothing_that_is_not_escaped()
    {
        Type[] views = [.. typeof(ReportView).Assembly.GetTypes().Where(type => (type.Namespace?.StartsWith("Adc.Compiler.Reports", StringComparison.Ordinal) ?? false) && type.Name.EndsWith("View", StringComparison.Ordinal))];
        Assert.True(views.Length > 10);
        Assert.All(views.SelectMany(view => view.GetProperties(BindingFlags.Public | BindingFlags.Instance)), property =>
        {
            Type type = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            Assert.True(type == typeof(Markup) || views.Contains(type), $"{property.DeclaringType!.Name}.{property.Name} is a {type.Name}");
        });
    }
}
