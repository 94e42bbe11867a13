using System.Collections.Immutable;

namespace ApSpec.Search.Causes;

/// <summary>
/// Groups drafts by cause. Two violations of one rule share a cause when they have the same sign. Without a sign they share it when their
/// paths through the code differ from correct calls at the same places. Violations of two rules share a cause when one never occurs without
/// the other in the same step. A draft that violates a rule before its last step has the cause of that earlier violation.
/// </summary>
internal sealed class CauseClusters
{
    private const string NeverEnds = "CALL-01";
    private readonly List<(Origin Origin, OriginRule Rule)> nodes = [];
    private readonly Dictionary<(string Origin, string Rule), int> places = [];
    private readonly List<int> parents = [];

    private CauseClusters(IEnumerable<Origin> origins)
    {
        foreach (var origin in origins.DistinctBy(origin => origin.Key))
        {
            foreach (var rule in origin.Rules)
            {
                places.Add((origin.Key, rule.Rule), nodes.Count);
                parents.Add(nodes.Count);
                nodes.Add((origin, rule));
            }
        }
    }

    /// <summary>The drafts of each cause, in order of their first draft. Drafts without an origin are grouped by rule and kind of operation.</summary>
    public static ImmutableArray<ImmutableArray<Draft>> Group(ImmutableArray<Draft> drafts)
    {
        var clusters = new CauseClusters(drafts.Select(draft => draft.Origin).OfType<Origin>());
        clusters.JoinAlike();
        clusters.JoinInseparable();
        return [.. drafts.GroupBy(clusters.KeyOf).Select(group => group.ToImmutableArray())];
    }

    private object KeyOf(Draft draft)
    {
        if (draft.Origin is not { } origin)
            return (draft.Hit.Rule.Id, draft.Hit.Trigger);
        var isOwn = origin.Step == draft.Trace.Operations.Length && places.ContainsKey((origin.Key, draft.Hit.Rule.Id));

        // A rule without a sign is about state, on which later steps depend. A warning or a lock order rarely causes a later violation.
        var rule = isOwn ? draft.Hit.Rule.Id : (origin.Rules.FirstOrDefault(one => one.Sign is null) ?? origin.Rules[0]).Rule;
        return Root(places[(origin.Key, rule)]);
    }

    private void JoinAlike()
    {
        foreach (var rule in Enumerable.Range(0, nodes.Count).GroupBy(i => nodes[i].Rule.Rule))
        {
            var all = rule.ToArray();
            for (var i = 0; i < all.Length; i++)
            {
                for (var k = i + 1; k < all.Length; k++)
                {
                    if (Root(all[i]) != Root(all[k])
                        && Origin.AreAlike(nodes[all[i]].Rule, nodes[all[i]].Origin, nodes[all[k]].Rule, nodes[all[k]].Origin))
                        Join(all[i], all[k]);
                }
            }
        }
    }

    // A sign is strong evidence: groups with a sign are joined only when each always occurs with the other. The exception is a group that is
    // seen only with calls that never return: those calls leave it behind.
    private void JoinInseparable()
    {
        for (var joined = true; joined;)
        {
            joined = false;
            var groups = Enumerable.Range(0, nodes.Count).GroupBy(Root)
                .Select(group => (group.Key, HasSign: group.Any(i => nodes[i].Rule.Sign is not null), NeverEnds: group.Any(i => nodes[i].Rule.Rule == NeverEnds), Keys: group.Select(i => nodes[i].Origin.Key).ToHashSet(StringComparer.Ordinal)))
                .ToArray();
            foreach (var (one, other) in groups.SelectMany(one => groups.Select(other => (one, other))))
            {
                if (Root(one.Key) == Root(other.Key))
                    continue;
                if (one.HasSign || (other.HasSign && !other.NeverEnds) ? one.Keys.SetEquals(other.Keys) : one.Keys.IsSubsetOf(other.Keys))
                {
                    Join(one.Key, other.Key);
                    joined = true;
                }
            }
        }
    }

    private int Root(int node)
    {
        while (parents[node] != node)
            node = parents[node] = parents[parents[node]];
        return node;
    }

    private void Join(int node, int other)
    {
        var (first, second) = (Root(node), Root(other));
        parents[Math.Max(first, second)] = Math.Min(first, second);
    }
}
