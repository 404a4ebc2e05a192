using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class FullyConnectedReader
{
    public static Operator? Read(OperatorSource source)
    {
        FullyConnectedOptions options = source.Options(new FullyConnectedOptions(TfLiteActivation.None));
        if (options.WeightsFormat != TfLiteWeightsFormat.Default)
        {
            return source.Refuse("FULLY_CONNECTED with shuffled weights is not supported; convert the model without weight shuffling");
        }

        if (source.Outputs.Count > 1)
        {
            return source.Refuse("FULLY_CONNECTED with a second output is not supported; it belongs to shuffled weights");
        }

        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"FULLY_CONNECTED with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        Shape input = source.Inputs[0]!.Shape, weights = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (weights.Rank != 2 || weights[0] == 0 || weights[1] == 0)
        {
            return source.Contradiction($"FULLY_CONNECTED needs weights [outputs,inputs], found {weights}");
        }

        if (input.ElementCount % weights[1] != 0 || output.ElementCount != (long)input.ElementCount / weights[1] * weights[0])
        {
            return source.Contradiction($"FULLY_CONNECTED with weights {weights} cannot turn {input} into {output}");
        }

        if (source.Inputs.Count > 2 && source.Inputs[2] is TensorType bias && bias.Shape.ElementCount != weights[0])
        {
            return source.Contradiction($"FULLY_CONNECTED with {weights[0]:N0} outputs has a bias of {bias.Shape.ElementCount:N0} values");
        }

        return new FullyConnected(activation, options.KeepDimensions);
    }
}
