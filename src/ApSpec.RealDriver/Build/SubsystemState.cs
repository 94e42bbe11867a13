using System.Text.Json.Serialization;

namespace ApSpec.RealDriver.Build;

/// <summary>Whether a part of the kernel around a driver is the tree's own.</summary>
/// <param name="Title">The part.</param>
/// <param name="Files">The files of the tree that were compiled; empty when it is assumed.</param>
/// <param name="Reason">Why it is assumed; null when it is the tree's own.</param>
public sealed record SubsystemState(string Title, IReadOnlyList<string> Files, string? Reason)
{
    /// <summary>It is the tree's own.</summary>
    [JsonIgnore]
    public bool IsOwn => Reason is null;

    /// <summary>In words.</summary>
    public string ToText() => IsOwn
        ? $"{Title}: the tree's own ({string.Join(", ", Files)})"
        : $"{Title}: assumed ({Reason})";
}
