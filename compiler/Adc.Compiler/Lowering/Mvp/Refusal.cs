using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Why a layer for whose operator there are programs stays on the CPU.</summary>
/// <param name="IsChoice">The configuration wants it so, or the CPU is quicker; else no program can compute the layer well enough.</param>
internal sealed record Refusal(string Reason, bool IsChoice)
{
    public static Refusal ByChoice(string reason) => new(reason, IsChoice: true);

    public static Refusal Inability(string reason) => new(reason, IsChoice: false);

    /// <summary>Tells the user, if it is the user's business: the layer was required, or it falls back and the policy is not to be silent.</summary>
    /// <param name="forced">The layer was required to run on the accelerator.</param>
    public void Report(Node node, bool forced, Fallback policy, DiagnosticBag diagnostics)
    {
        if (forced)
        {
            diagnostics.Report(Catalogue.AcceleratorRefused, node.Origin, "the layer is in 'mvp.force_mvp', but", Reason);
        }
        else if (!IsChoice && policy != Fallback.Allow)
        {
            var fallback = Diagnostic.Create(Catalogue.AcceleratorRefused, node.Origin, "the layer runs on the CPU:", Reason);
            diagnostics.Add(policy == Fallback.Error ? fallback : fallback with { Severity = Severity.Warning });
        }
    }
}
