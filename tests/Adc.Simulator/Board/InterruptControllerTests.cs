using Adc.Simulator.Board.Exceptions;

namespace Adc.Tests.Simulator.Board;

public sealed class InterruptControllerTests
{
    private const int Accelerator = 15;
    private const int Exception = ExceptionNumber.FirstInterrupt + Accelerator;

    private static readonly InterruptMasks Open = new(0, 0, 0);

    [Fact]
    public void A_high_line_makes_its_interrupt_pending_again_after_the_handler()
    {
        InterruptController interrupts = Enabled();
        interrupts.SetLine(Accelerator, true);
        Assert.Equal(Exception, interrupts.Takeable(Open));
        interrupts.Enter(Exception);
        Assert.Equal(ExceptionNumber.None, interrupts.Takeable(Open));
        interrupts.Leave(Exception);
        Assert.Equal(Exception, interrupts.Takeable(Open));
    }

    [Fact]
    public void A_line_that_the_handler_lowers_stays_quiet()
    {
        InterruptController interrupts = Enabled();
        interrupts.SetLine(Accelerator, true);
        interrupts.Enter(Exception);
        interrupts.SetLine(Accelerator, false);
        interrupts.Leave(Exception);
        Assert.False(interrupts.AnyWaiting);
    }

    [Fact]
    public void Clearing_does_not_silence_a_high_line()
    {
        InterruptController interrupts = Enabled();
        interrupts.SetLine(Accelerator, true);
        interrupts.ClearPending(Exception);
        Assert.True(interrupts.IsPending(Exception));
        interrupts.SetLine(Accelerator, false);
        interrupts.ClearPending(Exception);
        Assert.False(interrupts.IsPending(Exception));
    }

    [Fact]
    public void A_disabled_interrupt_waits_for_nobody()
    {
        var interrupts = new InterruptController();
        interrupts.SetLine(Accelerator, true);
        Assert.False(interrupts.AnyWaiting);
        interrupts.Enable(Exception, true);
        Assert.True(interrupts.AnyWaiting);
    }

    [Fact]
    public void Primask_keeps_an_interrupt_from_being_taken_but_not_from_waking()
    {
        InterruptController interrupts = Enabled();
        interrupts.SetLine(Accelerator, true);
        InterruptMasks masked = Open with { Primask = 1 };
        Assert.Equal(ExceptionNumber.None, interrupts.Takeable(masked));
        Assert.True(interrupts.Wakes(masked));
    }

    [Fact]
    public void Faults_become_hard_faults_where_they_cannot_be_taken()
    {
        var interrupts = new InterruptController();
        Assert.Equal(ExceptionNumber.HardFault, interrupts.Escalate(ExceptionNumber.BusFault, Open));
        interrupts.Enable(ExceptionNumber.BusFault, true);
        Assert.Equal(ExceptionNumber.BusFault, interrupts.Escalate(ExceptionNumber.BusFault, Open));
        Assert.Equal(ExceptionNumber.HardFault, interrupts.Escalate(ExceptionNumber.BusFault, Open with { Primask = 1 }));
        interrupts.Enter(ExceptionNumber.HardFault);
        Assert.Equal(ExceptionNumber.None, interrupts.Escalate(ExceptionNumber.BusFault, Open));
    }

    private static InterruptController Enabled()
    {
        var interrupts = new InterruptController();
        interrupts.Enable(Exception, true);
        return interrupts;
    }
}
