using Adc.Compiler.Ir;
using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>1x1 convolution, three pixels times two outputs: each pair of weights is loaded once for three pixels.</summary>
/// <remarks>
/// 3 c + 5 cycles for six outputs of c input channels. Reads and writes up to two pixels beyond the last one, which must be there.
/// Source: mvp-shapes, "pw3".
/// </remarks>
internal static class PixelTriples
{
    public const int Pixels = 3;

    /// <summary>Outputs rounded up to whole pairs.</summary>
    public static int PaddedOutputs(int outputs) => (outputs + 1) / 2 * 2;

    /// <summary>Pixels rounded up to whole triples.</summary>
    public static int PaddedPixels(int pixels) => (pixels + Pixels - 1) / Pixels * Pixels;

    public static bool Fits(int channels, int outputs) =>
        Pixels * channels <= MvpLimits.MaximumStride && channels <= MvpLimits.MaximumSize
        && Pixels * PaddedOutputs(outputs) / 2 <= MvpLimits.MaximumStride && PaddedOutputs(outputs) / 2 <= MvpLimits.MaximumSize / 2;

    /// <summary>Weights in streaming order: pair of outputs, input channel, output.</summary>
    public static ConstantData Weights(ConvolutionOperands layer)
    {
        var stream = new sbyte[PaddedOutputs(layer.Outputs) * layer.Channels];
        int next = 0;
        for (int output = 0; output < PaddedOutputs(layer.Outputs); output += 2)
        {
            for (int channel = 0; channel < layer.Channels; channel++)
            {
                stream[next++] = layer.Weight(output, channel);
                stream[next++] = layer.Weight(output + 1, channel);
            }
        }

        return ConstantData.Of<sbyte>(stream);
    }

    /// <summary>For each pair of outputs its scale and a zero, which clears an accumulator.</summary>
    public static IEnumerable<double> Scales(ConvolutionOperands layer) =>
        Enumerable.Range(0, PaddedOutputs(layer.Outputs) / 2).SelectMany(pair => (double[])[layer.Scale(2 * pair), layer.Scale((2 * pair) + 1), 0, 0]);

    /// <summary>Late constants of pairs of outputs.</summary>
    public static IEnumerable<double> Constants(ConvolutionOperands layer) => Enumerable.Range(0, PaddedOutputs(layer.Outputs)).Select(layer.LateConstant);

    /// <param name="scaled">[pixels][channels] in half precision.</param>
    /// <param name="output">[pixels][padded outputs]</param>
    public static IEnumerable<MvpProgram> Build(
        ConvolutionOperands layer, int pixels, MvpBase scaled, MvpBase weights, MvpBase scales, MvpBase constants, MvpBase output)
    {
        const int MostTriples = MvpLimits.MaximumSize, HalfSize = 2;
        int outputs = PaddedOutputs(layer.Outputs);
        for (int pixel = 0; pixel < pixels; pixel += Pixels * MostTriples)
        {
            int triples = Math.Min(MostTriples, (pixels - pixel + Pixels - 1) / Pixels);
            yield return Program(
                layer.Channels, outputs / 2, triples, scaled + ((long)pixel * layer.Channels * HalfSize), weights, scales, constants, output + ((long)pixel * outputs),
                layer.StoresSigned);
        }
    }

    private static MvpProgram Program(
        int channels, int pairs, int triples, MvpBase scaled, MvpBase weights, MvpBase scales, MvpBase constants, MvpBase output, bool storesSigned)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle x = program.Array(scaled, MvpElementType.Binary16, new(Pixels, channels), new(triples, Pixels * channels), new(channels, 1));
        MvpArrayHandle w = program.Array(weights, MvpElementType.ComplexInt8, d1: new(pairs, channels), d2: new(channels, 1));
        MvpArrayHandle scale = program.Array(scales, MvpElementType.ComplexBinary16, d0: new(2, 1), d2: new(pairs, 2));
        MvpArrayHandle constant = program.Array(constants, MvpElementType.ComplexBinary16, d2: new(pairs, 1));
        MvpArrayHandle y = program.Array(output, ScaleRows.Bytes(storesSigned, inPairs: true), new(Pixels, pairs), new(triples, Pixels * pairs), new(pairs, 1));
        MvpLoopSet pair = program.Loop(pairs);
        MvpLoopSet triple = program.Loop(triples, stepOnExit: w.D1 | scale.D2 | constant.D2 | y.D2);
        MvpLoopSet channel = program.Loop(channels, stepOnExit: x.D1);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, MvpComplex.Zero);
        program.Preset(R2, MvpComplex.Zero);
        program.Add(MvpOperation.MacC(R0, R6, R7, R0), load0: x.To(R6, MvpAxes.D0), load1: w.To(R7, MvpAxes.D2), begins: pair | triple | channel);
        program.Add(MvpOperation.MacC(R1, R6, R7, R1), load0: x.To(R6, MvpAxes.D0));
        program.Add(MvpOperation.MacC(R2, R6, R7, R2), load0: x.To(R6, MvpAxes.D0 | MvpAxes.D2), ends: channel);
        program.Add(MvpOperation.MacR2A(R4, R0, R6, R3), load0: scale.To(R6, MvpAxes.D0), load1: constant.To(R3));
        program.Add(MvpOperation.MacR2A(R5, R1, R6, R3), load0: scale.To(R0, MvpAxes.D0), store: y.From(R4, MvpAxes.D0));
        program.Add(MvpOperation.MacR2A(R4, R2, R6, R3), store: y.From(R5, MvpAxes.D0));
        program.Add(MvpOperation.Clear(R1), store: y.From(R4, MvpAxes.D0 | MvpAxes.D1));
        program.Add(MvpOperation.Clear(R2), ends: pair | triple);
        return program.Build();
    }
}
