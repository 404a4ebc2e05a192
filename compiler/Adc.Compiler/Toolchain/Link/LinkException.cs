using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>The board cannot be reached, or does not do what it is asked.</summary>
public sealed class LinkException : Exception
{
    public LinkException()
        : this("the link failed")
    {
    }

    public LinkException(string message)
        : this(message, null!)
    {
    }

    public LinkException(string message, Exception inner)
        : base(message, inner) => Diagnostic = Diagnostic.Create(Catalogue.InternalError, Origin.None, message);

    /// <param name="diagnostic">What users are told.</param>
    public LinkException(Diagnostic diagnostic)
        : base(diagnostic.Message) => Diagnostic = diagnostic;

    public Diagnostic Diagnostic { get; }
}
