namespace Adc.Cli;

/// <summary>What <c>--accelerator</c> takes.</summary>
internal enum AcceleratorChoice
{
    None,
    Mvp,
}
