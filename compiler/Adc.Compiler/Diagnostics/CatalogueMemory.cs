namespace Adc.Compiler.Diagnostics;

/// <summary>5xxx: models that do not fit.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor RamBudgetExceeded = new(
        "ADC5001", "RAM budget exceeded", "the model needs {0} bytes of RAM ({1}), the budget is {2} bytes; raise {3}, or make the largest layers smaller",
        "The arena with inputs, outputs and scratch does not fit the RAM that the part and the configuration leave. The message lists the contributors. Remedy: Raise memory.ram_budget, lower memory.reserve_ram, choose a larger part, or shrink the layers that are live together.");

    public static readonly DiagnosticDescriptor FlashBudgetExceeded = new(
        "ADC5002", "Flash budget exceeded", "the model needs {0} bytes of flash ({1}), the budget is {2} bytes; raise {3}, or make the model smaller",
        "Weights, tables and code do not fit the flash that the part and the configuration leave. The message lists the contributors. Remedy: Raise memory.flash_budget, lower memory.reserve_flash, choose a larger part, or shrink the layers with most weights.");

    public static readonly DiagnosticDescriptor StackExceeded = new(
        "ADC5003", "Stack too small", "{0}",
        "The firmware needs more stack than memory.stack provides, and would overwrite its data. Remedy: Raise memory.stack.");
}
