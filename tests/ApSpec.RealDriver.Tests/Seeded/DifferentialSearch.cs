using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// Looks for a random trace on which a changed driver breaks a rule that the unchanged one keeps, and makes it shorter while that
/// stays so.
/// </summary>
internal sealed class DifferentialSearch(LoadedDriver changed, LoadedDriver unchanged, ImmutableArray<Rule> rules)
{
    private const int LengthMax = 40;
    private readonly Dictionary<Scope, (Judge Changed, Judge Unchanged)> judges = [];

    /// <summary>The first such trace of the seeds 1 to <paramref name="seeds"/>, made shorter, with the rule; null when there is none.</summary>
    public (Rule Rule, Trace Trace)? Find(IEnumerable<Scope> scopes, int seeds)
    {
        foreach (var scope in scopes)
        {
            for (var seed = 1UL; seed <= (ulong)seeds; seed++)
            {
                if (Broken(SeededTrace.Of(scope, Era.OpenDevice, seed, LengthMax)) is { } found)
                    return (found.Rule, Smallest(found));
            }
        }

        return null;
    }

    private Trace Smallest((Rule Rule, Trace Trace) found)
    {
        var (rule, shortest) = found;
        while (Shrink.Candidates(shortest).Select(Broken).FirstOrDefault(
            smaller => smaller is { } other && other.Rule == rule && other.Trace.Operations.Length <= shortest.Operations.Length) is { } better)
            shortest = better.Trace;
        return shortest;
    }

    // Up to the step at which the changed driver breaks a rule that the unchanged one has not broken by then.
    private (Rule Rule, Trace Trace)? Broken(Trace trace)
    {
        var (suspect, honest) = JudgesOf(trace.Scope);
        suspect.Reset();
        for (var length = 1; length <= trace.Operations.Length; length++)
        {
            var violated = suspect.Apply(trace.Operations[length - 1], 0, out _);
            if (violated != 0)
            {
                var prefix = trace with { Operations = trace.Operations[..length] };
                var others = All(honest, prefix);
                foreach (var (i, rule) in suspect.Rules.Index())
                {
                    if (((violated & ~others) >> i & 1) != 0)
                        return (rule, prefix);
                }
            }

            if (suspect.IsEnded)
                return null;
        }

        return null;
    }

    private static ulong All(Judge judge, Trace trace)
    {
        var violated = 0UL;
        judge.Reset();
        foreach (var operation in trace.Operations)
        {
            if (judge.IsEnded)
                break;
            violated |= judge.Apply(operation, 0, out _);
        }

        return violated;
    }

    private (Judge Changed, Judge Unchanged) JudgesOf(Scope scope)
    {
        if (!judges.TryGetValue(scope, out var pair))
        {
            pair = (new Judge(changed.Subject.Create(scope), rules), new Judge(unchanged.Subject.Create(scope), rules));
            judges.Add(scope, pair);
        }

        return pair;
    }
}
