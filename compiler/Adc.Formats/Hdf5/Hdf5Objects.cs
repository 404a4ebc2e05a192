namespace Adc.Formats.Hdf5;

/// <summary>Follows the links from the root and reads what they lead to.</summary>
internal sealed class Hdf5Objects(Hdf5File file)
{
    private const int MostLevels = 64;

    private readonly HashSet<ulong> open = [];

    /// <param name="name">Last part of the object's path.</param>
    /// <param name="header">Address of its header.</param>
    public Hdf5Object Read(string name, ulong header, bool mustBeGroup = false)
    {
        if (open.Count >= MostLevels || !open.Add(header))
        {
            throw new MalformedHdf5Exception($"the group '{name}' contains itself, or groups are nested too deep");
        }

        IReadOnlyList<Hdf5Message> messages = Hdf5Header.Read(file, header);
        Hdf5Attribute[] attributes = [.. Hdf5Attributes.Of(file, messages, name)];
        Hdf5Object result = Hdf5Links.Of(file, messages, name) is { } links
            ? new Hdf5Group(name, attributes, [.. links.Select(link => Read(link.Name, link.Header))])
            : mustBeGroup ? throw new MalformedHdf5Exception("the root of the file is no group")
            : new Hdf5Dataset(name, attributes, Hdf5Storage.Read(file, messages, $"the data set '{name}'"));
        open.Remove(header);
        return result;
    }
}
