using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>Why traces were cut off without a verdict, counted.</summary>
public static class CutReasons
{
    /// <summary>The counts of several workers or campaigns together.</summary>
    public static ImmutableSortedDictionary<string, long> Sum(IEnumerable<IEnumerable<KeyValuePair<string, long>>> parts) =>
        parts.SelectMany(part => part).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal);
}
