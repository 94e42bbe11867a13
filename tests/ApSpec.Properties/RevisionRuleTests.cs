using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Generators;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Properties;

/// <summary>
/// The matrix revision x rule as FsCheck sees it. A rule that the golden matrix calls unviolated is put to the test by random traces and
/// survives them; one that it calls violated is violated by the traces that it names, and by random ones.
/// </summary>
[Trait("Kind", "Long")]
public sealed class RevisionRuleTests
{
    private const int TracesEach = 400;
    private const int TracesToFind = 2_000;

    // Violated by few traces, of eight operations or with a failure in the right call: the matrix found them with more draws than these.
    private static readonly HashSet<(string Revision, string Rule)> Rare =
    [
        ("v5.10", "QUEUE-07"), ("patch-v3", "QUEUE-07"), ("v5.11", "QUEUE-07"),
        ("patch-v3", "RESET-01"), ("v5.11", "RESET-01"),
    ];

    /// <summary>Each revision and rule of the matrix without a finding.</summary>
    public static TheoryData<string, string> Unviolated() => Cells(isViolated: false);

    /// <summary>Each revision and rule of the matrix with a finding.</summary>
    public static TheoryData<string, string> Violated() => Cells(isViolated: true);

    [Theory]
    [MemberData(nameof(Unviolated))]
    public void Random_traces_put_a_rule_without_a_finding_to_the_test_and_find_none(string revisionName, string ruleId)
    {
        var rule = RuleBook.Find(ruleId)!;
        var verdicts = new Verdicts(Catalog.Find(revisionName)!);
        var isWitnessed = false;
        foreach (var scope in ScopesOf(rule))
        {
            var found = Draw(verdicts, rule, scope, TracesEach);
            Assert.True(found is null, $"{ruleId} is violated on {revisionName}, the golden matrix does not know it:\n{found}");
            var judge = verdicts.JudgeOf(scope);
            isWitnessed |= judge.Witnessed.Has(judge.Rules.IndexOf(rule));
        }

        Assert.True(isWitnessed, $"no trace puts {ruleId} to the test on {revisionName}: that it finds nothing says nothing");
    }

    [Theory]
    [MemberData(nameof(Violated))]
    public void A_finding_violates_its_rule_at_the_end_and_no_shorter_trace_does_if_that_is_proven(string revisionName, string ruleId)
    {
        var rule = RuleBook.Find(ruleId)!;
        var verdicts = new Verdicts(Catalog.Find(revisionName)!);
        foreach (var (trace, trigger, isProven) in GoldenMatrix.Of(revisionName, ruleId))
        {
            var violation = verdicts.Violation(trace, rule);
            Assert.True(violation is not null, $"{ruleId} holds on {revisionName}, the golden matrix says it does not:\n{trace}");
            Assert.Equal((trace.ToString(), trigger), (violation.Value.Trace.ToString(), violation.Value.Trigger.ToString()));
            if (!isProven)
                continue;
            var shorter = Shrink.Candidates(trace).Where(candidate => candidate.Operations.Length < trace.Operations.Length);
            Assert.All(shorter, candidate => Assert.Null(verdicts.Violation(candidate, rule, violation.Value.Trigger)));
        }
    }

    [Theory]
    [MemberData(nameof(Violated))]
    public void Random_traces_find_what_the_golden_matrix_calls_violated(string revisionName, string ruleId)
    {
        var rule = RuleBook.Find(ruleId)!;
        var verdicts = new Verdicts(Catalog.Find(revisionName)!);
        var scopes = GoldenMatrix.Of(revisionName, ruleId).Select(finding => finding.Trace.Scope).Distinct();
        var isFound = ScopesOf(rule).Concat(scopes).Any(scope => Draw(verdicts, rule, scope, TracesToFind) is not null);

        Assert.True(isFound != Rare.Contains((revisionName, ruleId)), $"{ruleId} on {revisionName}: {(isFound ? "found, so it is not rare" : "not found")}");
    }

    // The scopes of the random traces in which the rule can be seen, and that of its witness.
    private static IEnumerable<Scope> ScopesOf(Rule rule)
    {
        var witness = TraceFile.Parse(rule.Id, Encoding.UTF8.GetBytes(rule.Witness), out var error)?.Trace
            ?? throw new InvalidOperationException($"{error}");
        return new[] { Traces.Lifecycle, Traces.Whole, Traces.Machine, Traces.Hostile, witness.Scope }
            .Where(scope => scope.Has(rule.Needs)).Distinct();
    }

    // What FsCheck shrinks the first violation to; null when there is none.
    private static Trace? Draw(Verdicts verdicts, Rule rule, Scope scope, int traces)
    {
        var runner = new CounterexampleRunner<Trace>();
        FsCheck.Check.One(
            Config.Quick.WithMaxTest(traces).WithReplay(11, 7).WithRunner(runner),
            Prop.ForAll(Traces.In(scope), trace => verdicts.Holds(trace, rule)));
        return runner.Found?.Shrunk;
    }

    // The matrix has no scope with a condition code: WitnessTests and MutantTests have IRQ-14, which every one of these kernels violates.
    private static TheoryData<string, string> Cells(bool isViolated)
    {
        var cells = new TheoryData<string, string>();
        foreach (var revision in Catalog.Thread)
        {
            foreach (var rule in RuleBook.All.Where(rule => rule.IsOf(Era.Notifier) && rule.Id != "IRQ-14"))
            {
                if (GoldenMatrix.Of(revision.Name, rule.Id).Any() == isViolated)
                    cells.Add(revision.Name, rule.Id);
            }
        }

        return cells;
    }
}
