using System.Text;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>Turns the bytes of a configuration into text.</summary>
internal static class ConfigText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a file, at most one more than a configuration may have; null when there are none, which is reported.</summary>
    public static byte[]? Load(string path, DiagnosticBag bag)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            var buffer = new byte[ConfigReader.LargestFileInBytes + 1];
            return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            bag.Report(Catalogue.ConfigNotFound, Origin.OfFile(path), path, "there is no such file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : "it may not be read";
            bag.Report(Catalogue.ConfigNotFound, Origin.OfFile(path), path, reason);
        }

        return null;
    }

    /// <summary>The text without its byte order mark; null when it is too long or no UTF-8, which is reported.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string fileName, DiagnosticBag bag)
    {
        if (bytes.Length > ConfigReader.LargestFileInBytes)
        {
            bag.Report(Catalogue.ConfigSyntax, Origin.OfFile(fileName), "longer than 1 MiB");
            return null;
        }

        try
        {
            return Utf8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            bag.Report(Catalogue.ConfigSyntax, PlaceOfBadByte(bytes, fileName), "not UTF-8 text; save the file as UTF-8");
            return null;
        }
    }

    private static Origin PlaceOfBadByte(ReadOnlySpan<byte> bytes, string fileName)
    {
        int position = System.Text.Unicode.Utf8.IsValid(bytes) ? bytes.Length : ValidPrefix(bytes);
        ReadOnlySpan<byte> before = bytes[..position];
        int line = before.Count((byte)'\n') + 1;
        int startOfLine = before.LastIndexOf((byte)'\n') + 1;
        return new Origin(fileName, line, Utf8.GetCharCount(before[startOfLine..]) + 1);
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        int position = 0;
        while (Rune.DecodeFromUtf8(bytes[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}
