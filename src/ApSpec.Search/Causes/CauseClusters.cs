using System.Collections.Immutable;

namespace ApSpec.Search.Causes;

/// <summary>
/// Tells which drafts have one cause. Violations of a rule have one when their signs are the same or, without any, when their ways through
/// the code have something in common by which they differ from calls that go right. Violations of different rules have one when the one is
/// never without the other in the same step. A draft that goes wrong before its last step has the cause of what goes wrong first.
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

    /// <summary>The drafts of each cause, in the order of the first of each; a draft without an origin shares its cause with its rule and kind of operation alone.</summary>
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

        // What has no sign of its own is a state that later steps build on; a warning or a lock's order is rarely what they follow from.
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

    // A sign is strong: what has one is inseparable only when neither is ever without the other. What is seen only in calls that never end is
    // left by them, though.
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
