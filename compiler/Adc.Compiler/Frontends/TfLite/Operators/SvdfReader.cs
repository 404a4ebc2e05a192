using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SvdfReader
{
    public static Operator? Read(OperatorSource source)
    {
        if (source.Inputs.Count != 5 || source.Outputs.Count != 1 || source.Inputs.Items.Where((_, index) => index != 3).Contains(null))
        {
            return source.Contradiction("SVDF needs input, feature weights, time weights, a bias that may be left out, a state, and one output");
        }

        SvdfOptions options = source.Options(new SvdfOptions(1, TfLiteActivation.None));
        if (ActivationReader.Read(options.Activation) is not Activation activation)
        {
            return source.Refuse($"SVDF with fused {options.Activation} is not supported; NONE, RELU, RELU_N1_TO_1 and RELU6 are");
        }

        Shape input = source.Inputs[0]!.Shape, feature = source.Inputs[1]!.Shape, time = source.Inputs[2]!.Shape;
        if (input.Rank != 2 || feature.Rank != 2 || time.Rank != 2)
        {
            return source.Contradiction($"SVDF needs input [batch,in], feature weights [filters,in] and time weights [filters,memory], found {input}, {feature} and {time}");
        }

        int batch = input[0], filters = feature[0], memory = time[1], rank = options.Rank;
        if (feature[1] != input[1] || time[0] != filters || memory == 0 || rank < 1 || filters % rank != 0)
        {
            return source.Contradiction($"SVDF of rank {rank} cannot apply feature weights {feature} and time weights {time} to {input}");
        }

        Shape state = source.Inputs[4]!.Shape, output = source.Outputs[0].Shape;
        if (source.Inputs[3] is TensorType bias && bias.Shape.ElementCount != filters / rank)
        {
            return source.Contradiction($"SVDF with {filters / rank:N0} units has a bias of {bias.Shape.ElementCount:N0} values");
        }

        return state.ElementCount == (long)batch * filters * memory && output == Shape.Of(batch, filters / rank)
            ? new Svdf(rank, activation)
            : source.Contradiction($"SVDF of rank {rank} with time weights {time} on {input} cannot have state {state} and output {output}");
    }
}
