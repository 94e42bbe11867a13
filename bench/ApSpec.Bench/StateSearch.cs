using ApSpec.Explore;
using ApSpec.Vocabulary;
using BenchmarkDotNet.Attributes;

namespace ApSpec.Bench;

/// <summary>Exhaustive search of the first small scope: 362,043 states and 3,489,552 transitions of v5.10.</summary>
[MemoryDiagnoser]
public class StateSearch
{
    private const int Transitions = 3_489_552;

    /// <summary>Time of one transition, every rule on.</summary>
    [Benchmark(OperationsPerInvoke = Transitions)]
    public int EveryRule() => Explore(ApSpec.Rules.RuleBook.All);

    /// <summary>Time of one transition without rules.</summary>
    [Benchmark(OperationsPerInvoke = Transitions)]
    public int NoRule() => Explore([]);

    private static int Explore(IEnumerable<ApSpec.Rules.Rule> rules)
    {
        var scope = SmallScopes.All[0];
        var explored = new Explorer(Worlds.JudgeOf("v5.10", scope.ToString(), rules), Alphabet.Of(scope)).Run(new SearchLimits());
        if (explored.Transitions != Transitions)
            throw new InvalidOperationException($"{explored.Transitions} transitions, the benchmark divides by {Transitions}");
        return explored.States;
    }
}
