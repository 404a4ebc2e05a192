using Adc.Compiler.Targets;

namespace Adc.Tests.Targets;

public class PartsTests
{
    [Fact]
    public void Knows_each_ordering_number_once() =>
        Assert.Equal(Parts.All.Count, Parts.All.Select(part => part.Opn.ToUpperInvariant()).Distinct().Count());

    [Theory]
    [InlineData("EFR32MG24B310F1536IM48", 1536, 256, true)]
    [InlineData("EFR32MG24B210F1536IM48", 1536, 256, true)]
    [InlineData("EFR32MG24B220F1536IM48", 1536, 256, true)]
    [InlineData("EFR32MG24B110F1536GM48", 1536, 256, false)]
    [InlineData("EFR32MG24A010F1536IM48", 1536, 192, false)]
    [InlineData("EFR32MG24B610F1536IM40", 1536, 160, false)]
    [InlineData("EFR32MG24B010F1024IM48", 1024, 128, false)]
    [InlineData("EFR32MG24A010F768IM40", 768, 64, false)]
    [InlineData("EFR32BG24B220F1024IM48", 1024, 128, true)]
    [InlineData("EFR32MG26B510F3200IM68", 3200, 512, true)]
    [InlineData("EFR32ZG28B312F1024IM48", 1024, 256, true)]
    [InlineData("MGM240SD22VNA", 1536, 256, true)]
    public void Gives_the_memories_and_the_accelerator_of_a_part(string opn, int flashInKib, int ramInKib, bool hasMvp)
    {
        Part part = Parts.Find(opn)!;

        Assert.Equal((flashInKib * 1024, ramInKib * 1024, hasMvp), (part.FlashInBytes, part.RamInBytes, part.HasMvp));
    }

    [Fact]
    public void Only_four_parts_of_the_first_family_have_the_accelerator() =>
        Assert.Equal(
            ["EFR32MG24B210F1536IM40", "EFR32MG24B210F1536IM48", "EFR32MG24B220F1536IM48", "EFR32MG24B310F1536IM48"],
            Parts.All.Where(part => part.HasMvp).Select(part => part.Opn)
                .Where(opn => opn.StartsWith("EFR32MG24", StringComparison.Ordinal)).Order());

    [Fact]
    public void The_flash_size_stands_in_the_ordering_number() =>
        Assert.All(Chips, part => Assert.Contains($"F{part.FlashInKib}", part.Opn, StringComparison.Ordinal));

    [Fact]
    public void Letter_B_means_high_security() =>
        Assert.All(Chips.Where(part => part.Family != PartFamily.Xg28), part => Assert.Equal(part.Opn["EFR32MG24".Length] == 'B', part.Security == SecurityLevel.High));

    private static IEnumerable<Part> Chips => Parts.All.Where(part => part.Opn.StartsWith("EFR32", StringComparison.Ordinal));

    [Theory]
    [InlineData(0x0118_051Eu, 0x0100_0600u, "EFR32MG24B310F1536IM48", true)]
    [InlineData(0x0118_000Au, 0x0080_0400u, "EFR32MG24B310F1536IM48", false)]
    [InlineData(0x011A_059Eu, 0x0200_0C80u, "EFR32MG26B510F3200IM68", true)]
    public void A_chip_tells_what_it_can_be(uint part, uint sizes, string opn, bool canBe) =>
        Assert.Equal(canBe, ChipIdentity.FromWords(part, sizes).CanBe(Parts.Find(opn)!));

    [Fact]
    public void Finds_a_part_in_any_case() => Assert.Equal("EFR32MG24B310F1536IM48", Parts.Find("efr32mg24b310f1536im48")?.Opn);

    [Fact]
    public void Finds_nothing_by_half_a_number() => Assert.Null(Parts.Find("EFR32MG24"));

    [Theory]
    [InlineData("EFR32MG24B310F1536IM48", 15, 76)]
    [InlineData("EFR32MG26B510F3200IM68", 28, 93)]
    [InlineData("EFR32ZG28B312F1024IM48", 78, 79)]
    public void Families_differ_in_their_interrupts(string opn, int mvpInterrupt, int externalInterrupts)
    {
        PartFamily family = Parts.Find(opn)!.Family;

        Assert.Equal((mvpInterrupt, externalInterrupts, 0x4D00_0000u), (family.MvpInterrupt, family.ExternalInterrupts, family.MvpBase));
    }
}
