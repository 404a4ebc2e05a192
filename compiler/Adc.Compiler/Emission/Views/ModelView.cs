using System.Globalization;

namespace Adc.Compiler.Emission.Views;

/// <summary>Feeds model.h.hbs, model.c.hbs, weights.h.hbs and weights.c.hbs.</summary>
/// <param name="Name">Prefix of functions and files: "ad01".</param>
/// <param name="Macro">Prefix of macros: "AD01".</param>
/// <param name="Source">File name of the model, safe in a comment.</param>
/// <param name="KernelHeaders">Headers that model.c includes.</param>
internal sealed record ModelView(
    string Name,
    string Macro,
    string Source,
    string Hash,
    string Version,
    string Rounding,
    string MultiplyAdds,
    int ArenaBytes,
    int Alignment,
    bool IsInputOverwritten,
    IReadOnlyList<PortView> Inputs,
    IReadOnlyList<PortView> Outputs,
    IReadOnlyList<string> KernelHeaders,
    IReadOnlyList<LayerView> Layers,
    IReadOnlyList<ArrayView> Arrays,
    AcceleratorView Accelerator)
{
    public int LayerCount => Layers.Count;

    /// <summary>The banners name hashes.</summary>
    public bool NamesHashes { get; init; } = true;

    /// <summary>Lines of the header's banner for the files, other than the model, that it was compiled from.</summary>
    public IReadOnlyList<string> InputLines { get; init; } = [];

    public bool HasStaticAsserts { get; init; } = true;

    /// <summary>The C compiler knows no assertions; sizes of arrays that must not be negative stand for them.</summary>
    public bool IsC99 { get; init; }

    /// <summary>Specifiers of the alignment of contexts, and of constants.</summary>
    public string AlignedContext { get; init; } = "";

    public string AlignedConstant { get; init; } = "";

    /// <summary>Each layer has an entry point of its own.</summary>
    public bool HasLayerModels { get; init; }

    /// <summary>An inference can also be started without waiting for it.</summary>
    public bool HasAsync { get; init; }

    /// <summary>The arena is memory that the caller gives to init.</summary>
    public bool TakesArena { get; init; }

    /// <summary>An inference in pieces, each of which ends where the accelerator starts or with its layer.</summary>
    public IReadOnlyList<StepView> Steps => [.. Layers.SelectMany(StepView.Of)];

    public int StepCount => Steps.Count;

    public bool HasAxonNames { get; init; }

    /// <summary>Bytes of the arena in front of memory that is scratch alone.</summary>
    public int ActivationBytes { get; init; }

    public int ScratchBytes { get; init; }

    /// <summary>Attribute in front of constants in flash, with a space behind it; empty for none.</summary>
    public string ConstAttribute { get; init; } = "";

    /// <summary>Images have their axes swapped.</summary>
    public bool SwapsHeightAndWidth { get; init; }

    /// <summary>What the model keeps from one inference to the next.</summary>
    public IReadOnlyList<StateView> States { get; init; } = [];

    public bool HasState => States.Count > 0;

    /// <summary>Marks an initialised context; taken from the model's hash, so that contexts of different models are told apart.</summary>
    public string ReadyWord => Hash[..8];
}

/// <summary>An input or output of the model.</summary>
/// <param name="Function">Accessor: "ad01_input", or "ad01_input_1" when there are several.</param>
/// <param name="Macro">Prefix of its constants: "AD01_INPUT".</param>
/// <param name="Quantization">One line for the comment; empty for float.</param>
internal sealed record PortView(
    string Function, string Macro, string Title, string CType, int Elements, int Bytes, int Offset, string Shape, string Quantization, string? Scale, int ZeroPoint)
{
    public bool IsQuantized => Scale is not null;

    /// <summary>Fractional bits of an integer that is a fraction in binary; null for any other.</summary>
    public int? Radix { get; init; }

    public bool HasRadix => Radix is not null;

    /// <summary>Bytes are reached as such; wider elements through void, since the arena is a byte array.</summary>
    public string Cast => CType == "int8_t" ? "(int8_t *)" : $"({CType} *)(void *)";

    public string ConstCast => CType == "int8_t" ? "(const int8_t *)" : $"(const {CType} *)(const void *)";
}

/// <summary>A state of the model in the arena.</summary>
/// <param name="Array">The constant that it starts with; empty when each of its bytes is <paramref name="Fill"/>.</param>
internal sealed record StateView(string Title, int Offset, int Bytes, int Fill, string Array);

/// <summary>One layer: a banner and a function.</summary>
/// <param name="EntryPoint">Name of the function that the header declares where layers are models.</param>
/// <param name="EntryMacro">The same for its macros.</param>
/// <param name="Places">Where the layer reads and writes, for those macros.</param>
internal sealed record LayerView(
    string Function, string Title, IReadOnlyList<string> Facts, IReadOnlyList<CallView> Calls, string EntryPoint, string EntryMacro, IReadOnlyList<PlaceView> Places)
{
    public bool HasPrograms => Calls.Any(call => call.IsProgram);

    /// <summary>The first call is a program, whose status begins that of the layer.</summary>
    public bool BeginsWithProgram => Calls.Count > 0 && Calls[0].IsProgram;
}

/// <summary>A piece of an inference.</summary>
/// <param name="IsOwn">It has a function of its own; else it is a whole layer of the core.</param>
internal sealed record StepView(string Function, IReadOnlyList<CallView> Calls, bool IsOwn)
{
    /// <summary>It ends by starting the accelerator.</summary>
    public bool Starts => Calls.Count > 0 && Calls[^1].IsProgram;

    public static IEnumerable<StepView> Of(LayerView layer)
    {
        if (!layer.HasPrograms)
        {
            return [new StepView(layer.Function, [], IsOwn: false)];
        }

        List<List<CallView>> pieces = [[]];
        foreach (CallView call in layer.Calls)
        {
            pieces[^1].Add(call);
            if (call.IsProgram)
            {
                pieces.Add([]);
            }
        }

        return pieces.Where(piece => piece.Count > 0)
            .Select((piece, index) => new StepView(string.Create(CultureInfo.InvariantCulture, $"{layer.EntryPoint}_step{index}"), piece, IsOwn: true));
    }
}

/// <summary>An input or output of a layer: bytes of the arena.</summary>
/// <param name="Name">INPUT or OUTPUT, numbered where there are several.</param>
internal sealed record PlaceView(string Name, int Offset, int Bytes);

/// <summary>One kernel call with its parameter struct, or the run of successive programs.</summary>
/// <param name="Arguments">Inputs, output and scratch, as they follow the parameter struct in the call.</param>
/// <param name="Images">Name of the program images; empty for a kernel call.</param>
/// <param name="Program">Index of the first program.</param>
/// <param name="Programs">How many run, one after the other.</param>
/// <param name="BeginsLayer">The first call of its layer.</param>
internal sealed record CallView(
    string Kernel, string ParameterType, string ParameterName, IReadOnlyList<FieldView> Fields, string Arguments, string Purpose,
    string Images = "", int Program = 0, int Programs = 0, bool BeginsLayer = false)
{
    public bool IsProgram => Images.Length > 0;
}

/// <summary>What a model needs of the accelerator; feeds programs.c.hbs too.</summary>
/// <param name="Streams">Arrays of words.</param>
/// <param name="Deltas">The array of each program; several where equal ones are stored once.</param>
/// <param name="Wrap">The array that leads from the last program to the first.</param>
/// <param name="Form">What a stream holds, for the comment.</param>
/// <param name="Qualifier">"const " with the space behind it, or empty for words in RAM.</param>
internal sealed record AcceleratorView(
    string Name, string Source, string Hash, string Version, IReadOnlyList<StreamView> Streams, IReadOnlyList<string> Deltas, string Wrap, string Form, string Qualifier,
    BlobView Flash, BlobView Ram)
{
    public bool IsUsed => Deltas.Count > 0;

    public bool IsInRam => Qualifier.Length == 0;

    public int Count => Deltas.Count;
}

/// <summary>The words of one program.</summary>
/// <param name="Listing">The disassembled program, line by line.</param>
internal sealed record StreamView(string Name, int Count, string Title, IReadOnlyList<string> Listing, string Body);

/// <summary>The constants of the accelerator in one memory, as one array of words.</summary>
internal sealed record BlobView(string Name, int Words, IReadOnlyList<ArrayView> Parts)
{
    public int Bytes => Words * sizeof(uint);

    public bool IsUsed => Words > 0;
}

internal sealed record FieldView(string Name, string Value);

/// <summary>A constant array; <paramref name="Body"/> is inserted as one block.</summary>
internal sealed record ArrayView(string CType, string Name, int Count, string Remark, string Body);
