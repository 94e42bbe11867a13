using System.Text.Json.Serialization;

namespace ApSpec.RealDriver.Build;

/// <summary>Whether a function of KVM beside a driver is the tree's own.</summary>
/// <param name="Name">The function.</param>
/// <param name="Place">File and line of the tree that it was taken from; null when it is assumed.</param>
/// <param name="Reason">Why it is assumed; null when it is the tree's own.</param>
public sealed record KvmFunctionState(string Name, string? Place, string? Reason)
{
    /// <summary>It is the tree's own.</summary>
    [JsonIgnore]
    public bool IsOwn => Reason is null;

    /// <summary>All of them in words: one sentence on those of the tree, and one for each reason why others are assumed.</summary>
    public static IEnumerable<string> TextsOf(IReadOnlyCollection<KvmFunctionState> states)
    {
        if (states.Any(state => state.IsOwn))
            yield return $"the tree's own in KVM: {string.Join(", ", states.Where(state => state.IsOwn).Select(state => $"{state.Name} ({state.Place})"))}";
        foreach (var group in states.Where(state => !state.IsOwn).GroupBy(state => state.Reason))
            yield return $"assumed in KVM: {string.Join(", ", group.Select(state => state.Name))} ({group.Key})";
    }
}
