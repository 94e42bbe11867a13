using System.Text;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>The quality of the minimizer without its proof: every shortened trace is as short as breadth-first search finds.</summary>
[Trait("Kind", "Long")]
public sealed class ShorteningTests
{
    private const int Seeds = 200;
    private const int LongTrace = 60;

    [Theory]
    [InlineData("v5.10", Checks.Core)]
    [InlineData("patch-v3", Checks.Core)]
    [InlineData("v5.11", Checks.Core)]
    public void Traces_of_200_seeds_shorten_to_the_breadth_first_minimum(string revisionName, string scopeText)
    {
        var revision = Checks.RevisionOf(revisionName);
        var scope = Checks.ScopeOf(scopeText);
        var minimizer = new Minimizer(new ModelSubject(revision), new SearchLimits());
        var judge = new Judge(new ModelSystem(revision, scope), RuleBook.All);
        var decoder = new TraceDecoder(scope, Weights.Core);
        var minima = new Dictionary<(string, Trigger), int>();
        var stuck = new StringBuilder();
        var shortened = 0;

        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var operations = new Operation[LongTrace];
            decoder.Decode(new Xoshiro(seed), operations);
            var trace = new Trace(scope, [.. operations]);
            foreach (var rule in ViolatedBy(judge, trace))
            {
                if (minimizer.Shorten(trace, rule) is not { } found)
                    continue;
                shortened++;
                if (!minima.TryGetValue((rule.Id, found.Trigger), out var minimum))
                    minima.Add((rule.Id, found.Trigger), minimum = Minimum(revisionName, scope, rule, found.Trigger));
                if (found.Trace.Operations.Length != minimum)
                    stuck.Append($"{revisionName} seed {seed} {rule.Id} by {found.Trigger}: {minimum} suffice for {found.Trace}\n");
            }
        }

        Assert.True(shortened > Seeds, $"only {shortened} violations in {Seeds} traces");
        Assert.True(stuck.Length == 0, $"of {shortened} violations:\n{stuck}");
    }

    private static IEnumerable<Rule> ViolatedBy(Judge judge, Trace trace)
    {
        judge.Reset();
        var violated = RuleBits.None;
        foreach (var operation in trace.Operations)
        {
            violated |= judge.Apply(operation, violated, out _);
            if (judge.IsEnded)
                break;
        }

        return judge.Rules.Where((_, i) => violated.Has(i));
    }

    // Over every operation of the whole scope, by a search of its own.
    private static int Minimum(string revision, Scope scope, Rule rule, Trigger trigger)
    {
        var judge = new Judge(new ModelSystem(Checks.RevisionOf(revision), scope), [rule]);
        var trace = new Explorer(judge, Alphabet.Of(scope)).FirstViolation(new SearchLimits(20_000_000), trigger, out _);
        return trace!.Operations.Length;
    }
}
