using Adc.Compiler.Emission;
using Adc.Compiler.Toolchain;

namespace Adc.Tests.Toolchain;

public sealed class SizeReportTests
{
    private const string Map = """
        Archive member included to satisfy reference by file (symbol)

         .text          0x00000000      0x999 obj/model.c.o

        Discarded input sections

         .text.unused   0x00000000      0x888 obj/model.c.o

        Linker script and memory map

        .vectors        0x08000000      0x188
         .vectors       0x08000000      0x188 obj/startup.c.o

        .text           0x080001a0      0x300
         *(.text .text.*)
         .text.model_invoke
                        0x080001a0       0x40 obj/model.c.o
                        0x080001a0                model_invoke
         .text          0x080001e0       0x10 obj/kernel.c.o
         *fill*         0x080001f0        0x4
         .text.memcpy   0x080001f4       0x20 libc_nano.a(memcpy.o)

        .rodata         0x08000500       0x30
         .rodata.weights
                        0x08000500       0x30 obj/model.c.o

        .data           0x20000000        0xc load address 0x08000530
         .data          0x20000000        0x8 obj/startup.c.o
         .ramfunc       0x20000008        0x4 obj/kernel.c.o

        .bss            0x20000010      0x120
         .bss.context   0x20000010      0x100 obj/binding.c.o
         COMMON         0x20000110       0x10 obj/binding.c.o
         .noinit        0x20000120       0x10 obj/startup.c.o
         .debug_info    0x00000000     0x1234 obj/model.c.o
        """;

    private static readonly SizeReport Report = SizeReport.FromMap(Map, name => name switch
    {
        "obj/model.c.o" => SourceRole.Model,
        "obj/kernel.c.o" => SourceRole.Kernel,
        "obj/startup.c.o" => SourceRole.Boot,
        "obj/binding.c.o" => SourceRole.TestVectors,
        _ => null,
    });

    [Fact]
    public void Sections_count_for_the_role_of_their_object()
    {
        Assert.Equal(new SectionSizes(Code: 0x40, Constants: 0x30, InitialisedData: 0, ZeroedData: 0), Report.Of(SourceRole.Model));
        Assert.Equal(new SectionSizes(0x188, 0, 8, 0x10), Report.Of(SourceRole.Boot));
        Assert.Equal(new SectionSizes(0, 0, 0, 0x110), Report.Of(SourceRole.TestVectors));
        Assert.Equal(SectionSizes.None, Report.Of(SourceRole.App));
    }

    [Fact]
    public void Libraries_count_as_kernels() => Assert.Equal(new SectionSizes(0x30, 0, 4, 0), Report.Of(SourceRole.Kernel));

    [Fact]
    public void Initial_values_take_flash_and_RAM()
    {
        var sizes = new SectionSizes(1, 20, 300, 4000);

        Assert.Equal(321, sizes.Flash);
        Assert.Equal(4300, sizes.Ram);
        Assert.Equal(new SectionSizes(2, 40, 600, 8000), sizes + sizes);
        Assert.Equal(Report.Of(SourceRole.Model) + Report.Of(SourceRole.Kernel), Report.ModelAndKernels);
    }

    [Fact]
    public void A_map_of_nothing_is_a_report_of_nothing() => Assert.Empty(SizeReport.FromMap("", _ => null).ByRole);

    [Fact]
    public void The_names_of_installed_libraries_lose_their_folders()
    {
        const string Before = " .text          0x08000000       0x20 /usr/lib/gcc/arm-none-eabi/13/thumb/libgcc.a(_udivsi3.o)\n"
            + "LOAD C:/toolchain/lib/libc_nano.a\n .text          0x08000020       0x20 obj/model.c.o\n/usr/lib/crti.o\n";

        Assert.Equal(
            " .text          0x08000000       0x20 libgcc.a(_udivsi3.o)\nLOAD libc_nano.a\n .text          0x08000020       0x20 obj/model.c.o\ncrti.o\n",
            LinkerMap.WithoutFolders(Before));
    }
}
