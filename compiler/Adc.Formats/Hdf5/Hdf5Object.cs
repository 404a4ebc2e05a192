namespace Adc.Formats.Hdf5;

/// <summary>A named thing in an HDF5 file: a group or a data set.</summary>
/// <param name="Name">Last part of its path; empty for the root.</param>
public abstract record Hdf5Object(string Name, IReadOnlyList<Hdf5Attribute> Attributes)
{
    /// <summary>The attribute of that name, or null.</summary>
    public Hdf5Attribute? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);
}

/// <summary>A folder of other objects, in the file's order.</summary>
public sealed record Hdf5Group(string Name, IReadOnlyList<Hdf5Attribute> Attributes, IReadOnlyList<Hdf5Object> Members) : Hdf5Object(Name, Attributes)
{
    /// <summary>The object at a path such as "model_weights/dense/kernel:0", or null.</summary>
    public Hdf5Object? Find(string path)
    {
        Hdf5Object? found = this;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = (found as Hdf5Group)?.Members.FirstOrDefault(member => member.Name == part);
        }

        return found;
    }
}

/// <summary>An array of numbers or strings.</summary>
public sealed record Hdf5Dataset(string Name, IReadOnlyList<Hdf5Attribute> Attributes, Hdf5Value Value) : Hdf5Object(Name, Attributes);

/// <summary>A small array that describes the object it belongs to.</summary>
public sealed record Hdf5Attribute(string Name, Hdf5Value Value);

/// <summary>Elements in row-major order.</summary>
/// <param name="Shape">Extents, outermost first; none for a scalar.</param>
/// <param name="Data">Numbers as they stand in the file; empty for strings and for types that adc does not read.</param>
/// <param name="Strings">The elements of a string type; empty for numbers.</param>
public sealed record Hdf5Value(Hdf5Type Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data, IReadOnlyList<string> Strings)
{
    /// <summary>The only string of a scalar or of an array of one, or null.</summary>
    public string? Text => Strings.Count == 1 ? Strings[0] : null;
}

/// <summary>What the elements are.</summary>
public enum Hdf5Class
{
    Integer,
    Float,
    Text,

    /// <summary>A type that adc does not read: compounds, references, enumerations, opaque bytes.</summary>
    Other,
}

/// <param name="Size">Bytes of an element in the file.</param>
/// <param name="IsSigned">Of integers.</param>
/// <param name="IsVariableLength">Strings that lie elsewhere in the file.</param>
public sealed record Hdf5Type(Hdf5Class Class, int Size, bool IsSigned = true, bool IsBigEndian = false, bool IsVariableLength = false);

/// <summary>What reading yields: the root group, or the sentence that says why there is none.</summary>
public sealed record Hdf5ReadResult(Hdf5Group? Root, string? Problem);
