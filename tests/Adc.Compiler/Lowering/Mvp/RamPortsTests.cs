using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Mvp;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Which form of a program is taken, with two ports of the RAM and with one.</summary>
public sealed class RamPortsTests
{
    private static readonly AcceleratorOptions Separate = AcceleratorOptions.Default with { ExactRatio = 0.5, MaxAbsLsb = 20 };
    private static readonly AcceleratorOptions Shared = Separate with { Timing = MvpTiming.Default with { LoadsShareRamPort = true } };

    [Theory]
    [InlineData(128, 128)]
    [InlineData(301, 64)]
    public void A_form_that_is_sparing_with_ports_is_taken_where_it_costs_next_to_nothing(int inputs, int outputs) =>
        Assert.Equal(RamPortForms.OutOfStepInBytes, WeightsStart(inputs, outputs, Separate));

    [Fact]
    public void Weights_that_stay_in_flash_need_no_sparing_form() => Assert.Equal(0, WeightsStart(128, 128, Separate with { WeightsStayInFlash = true }));

    [Fact]
    public void A_small_layer_is_not_made_slower_for_ports_that_it_has() => Assert.Equal(0, WeightsStart(8, 128, Separate));

    [Theory]
    [InlineData(8, 128)]
    [InlineData(128, 128)]
    public void With_one_port_the_sparing_form_is_taken_in_any_case(int inputs, int outputs) =>
        Assert.Equal(RamPortForms.OutOfStepInBytes, WeightsStart(inputs, outputs, Shared));

    [Fact]
    public void Of_equal_forms_the_first_is_taken()
    {
        MvpCandidate Form(string idea) => new("s", idea, [], [], [], 0);
        MvpCandidate[] forms = [Form("a"), Form("b"), Form("c")];
        string Choose(bool isShared, Func<string, long> price, Func<string, long> priceOnOnePort) =>
            RamPortForms.Choose(forms, isShared, form => price(form.Idea), form => priceOnOnePort(form.Idea)).Idea;
        Assert.Equal("a", Choose(false, _ => 100, _ => 100));
        Assert.Equal("b", Choose(false, idea => idea == "b" ? 1010 : 1000, idea => idea == "b" ? 1 : 2));
        Assert.Equal("a", Choose(false, idea => idea == "b" ? 1011 : 1000, idea => idea == "b" ? 1 : 2));
        Assert.Equal("b", Choose(true, idea => idea == "b" ? 1011 : 1000, idea => idea == "b" ? 1 : 2));
    }

    private static long WeightsStart(int inputs, int outputs, AcceleratorOptions options)
    {
        Graph graph = RandomFullyConnected.Layer(3, inputs, outputs);
        LoweredModel model = AcceleratedModel.Of(graph, options with { ForceMvp = ["0"] }).Lowered;
        int weights = model.Constants.Select((constant, index) => (constant.Role, index)).Single(entry => entry.Role == "weights").index;
        return model.Steps.Select(step => step.Call).OfType<ProgramCall>().SelectMany(call => call.Program.Arrays)
            .Single(array => array.Base.Buffer == ProgramMemory.OfConstant(weights)).Base.OffsetInBytes;
    }
}
