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

    /// <summary>Checks that every sixteenth int16 is at most three steps of 2^-15 away from a real function.</summary>
    public static void Int16IsWithinThreeStepsOf(Operator activation, Func<double, double> function, float scale)
    {
        short[] every = [.. Enumerable.Range(-2048, 4096).Select(i => (short)(i * 16))];
        var input = new TensorValue(Make.Type(ElementType.Int16, [4096], scale), ConstantData.Of<short>(every));

        short[] actual = Make.Evaluate<short>(activation, Make.Type(ElementType.Int16, [4096], 1 / 32768f), input);

        Assert.All(every.Zip(actual), pair => Assert.InRange(pair.Second - (32768 * function(scale * (double)pair.First)), -3.0, 3.0));
    }
}
