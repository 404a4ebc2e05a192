using Adc.Compiler.Ir;

namespace Adc.Tests.Simulator.Reference;

/// <summary>An int8 activation on every fifteenth input from -128 to 127.</summary>
internal sealed class SampledActivation(Operator activation, float outputScale, int outputZeroPoint)
{
    private static readonly sbyte[] Inputs = [.. Enumerable.Range(0, 18).Select(i => (sbyte)((15 * i) - 128))];

    public sbyte[] Outputs(Rounding rounding, float scale, int zeroPoint) => Make.Evaluate<sbyte>(
        activation, Make.Int8Type([Inputs.Length], outputScale, outputZeroPoint), rounding, Make.Int8s(scale, zeroPoint, Inputs));

    /// <summary>Checks that all outputs are at most one step away from those of a real function.</summary>
    public void IsWithinOneStepOf(Func<double, double> function, Rounding rounding, double scale, int zeroPoint)
    {
        sbyte[] actual = Outputs(rounding, (float)scale, zeroPoint);

        for (int i = 0; i < actual.Length; i++)
        {
            double real = (function(scale * (Inputs[i] - zeroPoint)) / outputScale) + outputZeroPoint;
            Assert.InRange(actual[i] - Math.Min(127, real), -1.0, 1.0);
        }
    }
}
