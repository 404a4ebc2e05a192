using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Unwinds from a layer or model that adc has no meaning for to <see cref="KerasReading"/>, which knows its place.</summary>
internal sealed class KerasRefusalException(string message) : Exception(message);

/// <summary>A refusal with its place, on its way to <see cref="KerasFrontend"/>, which reports it.</summary>
internal sealed class KerasLayerRefusalException(Origin layer, string className, string message) : Exception(message)
{
    public Origin Layer => layer;

    public string ClassName => className;
}
