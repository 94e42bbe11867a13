using System.Text;

namespace ApSpec.RealDriver.Patches;

/// <summary>The result of a run of git.</summary>
/// <param name="Exit">Its exit code; null when it took too long or printed too much.</param>
/// <param name="Bytes">Standard output.</param>
/// <param name="Error">Standard error; or why there is no exit code.</param>
internal sealed record GitOutput(int? Exit, byte[] Bytes, string Error)
{
    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The first line of its error message.</summary>
    public string Complaint => Error.Split('\n')[0].Trim();
}
