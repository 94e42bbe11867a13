using System.Security.Cryptography;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>A file of the user's tree, read once, so that the hashed bytes are those that are compiled.</summary>
/// <param name="Path">In the tree, with slashes.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record TreeSource(string Path, byte[] Bytes)
{
    /// <summary>The content as text; bytes that are no UTF-8 become replacement characters.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(Bytes);

    /// <summary>The file as manifests name it.</summary>
    public TreeFile File => new(Path, Text.AsSpan().Count('\n') + (Text.Length > 0 && Text[^1] != '\n' ? 1 : 0),
        Convert.ToHexStringLower(SHA256.HashData(Bytes)));
}
