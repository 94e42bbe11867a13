using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Generators;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Properties;

/// <summary>What FsCheck itself reports after shrinking is as short as breadth-first search says it can be.</summary>
public sealed class MinimalityTests
{
    private const int Seeds = 200;
    private const int LongTrace = 60;

    [Theory]
    [InlineData("v5.10", "KVM-01")]
    [InlineData("v5.10", "HOOK-01")]
    [InlineData("v5.10", "MASK-01")]
    public void FsChecks_final_argument_equals_the_breadth_first_minimum_for_200_seeds(string revisionName, string ruleId)
    {
        var revision = Catalog.Find(revisionName)!;
        var rule = RuleBook.Find(ruleId)!;
        var trigger = new Trigger(OperationKind.SetKvm, IsNull: true, FailPoint.None, IsRefused: false);
        var verdicts = new Verdicts(revision);
        var shortest = Shortest(revision, rule, trigger);
        var traces = Traces.In(Traces.Lifecycle, LongTrace);
        var found = 0;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var runner = new CounterexampleRunner<Trace>();
            FsCheck.Check.One(
                Config.Quick.WithMaxTest(2_000).WithStartSize(LongTrace).WithEndSize(LongTrace)
                    .WithReplay(seed, (2 * seed) + 1).WithRunner(runner),
                Prop.ForAll(traces, trace => verdicts.Violation(trace, rule, trigger) is null));
            if (runner.Found is not { } counterexample)
                continue;
            found++;
            var last = counterexample.Shrunk;
            Assert.True(last.Operations.Length == shortest, $"seed {seed}: {last.Operations.Length} operations, {shortest} suffice\n{last}");
            Assert.Equal(trigger, verdicts.Violation(last, rule)!.Value.Trigger);
        }

        Assert.Equal(Seeds, found);
    }

    private static int Shortest(Revision revision, Rule rule, Trigger trigger)
    {
        var judge = new Judge(new ModelSystem(revision, Traces.Lifecycle), [rule]);
        return new Explorer(judge, Alphabet.Of(Traces.Lifecycle)).FirstViolation(new SearchLimits(), trigger, out _)!.Operations.Length;
    }
}
