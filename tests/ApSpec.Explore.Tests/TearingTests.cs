using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>A store that a compiler makes two of: what other threads see of it, and that nobody else does.</summary>
public sealed class TearingTests
{
    private const string Whole = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks";
    private const string Torn = Whole + " tearing=on";
    private const string Attached = "create m0;set_kvm m0 k0;open m0";
    private const string Aqic = "aqic_enable k0 05.0006 isc=3 nib=0x12000";

    [Fact]
    public void Half_a_hook_is_seen_where_no_lock_is_around_it()
    {
        Assert.Contains("MEM-03", Rules("v5.10", Torn, Attached, "release m0", Aqic));
        Assert.Contains("MEM-03", Rules("v5.10", Torn, "create m0;open m0", "set_kvm m0 k0", Aqic));
        Assert.DoesNotContain("MEM-03", Rules("v5.10", Whole, Attached, "release m0", Aqic));
        Assert.DoesNotContain("MEM-03", Rules("v5.15", Torn, Attached, "release m0", Aqic));
    }

    [Fact]
    public void Half_a_pointer_to_a_guest_is_seen_where_no_lock_is_around_it()
    {
        Assert.Contains("MEM-03", Rules("v5.10", Torn, Attached, "set_kvm m0 null", "release m0"));
        Assert.DoesNotContain("MEM-03", Rules("v5.10", Whole, Attached, "set_kvm m0 null", "release m0"));
        Assert.DoesNotContain("MEM-03", Rules("v5.11", Torn, Attached, "set_kvm m0 null", "release m0"));
    }

    [Fact]
    public void A_search_finds_what_one_without_a_memory_finds()
    {
        foreach (var calls in new[] { new[] { "release m0", Aqic }, ["set_kvm m0 null", "release m0"] })
        {
            var naive = NaiveSchedules.Of(ThreadTraces.Of("v5.10", Torn, Attached, calls), preemptionsMax: 2);

            var (run, trace) = ThreadTraces.Of("v5.10", Torn, Attached, calls);
            var found = new ThreadSearch(run, trace).Run(new ThreadLimits(2));

            Assert.Equal(naive.Preemptions.Select(one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal),
                found.Findings.Select(finding => $"{finding.Violation.Rule.Id} {finding.Violation.Sign} {finding.Preemptions}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Calls_one_after_the_other_see_whole_pointers()
    {
        string[] operations = [.. Attached.Split(';'), Aqic, "set_kvm m0 null", "release m0", "set_kvm m0 k0", "open m0", "release m0", "remove m0"];
        foreach (var revision in Catalog.All)
        {
            var (whole, torn) = (new ModelSystem(revision, ScopeOf(Whole)), new ModelSystem(revision, ScopeOf(Torn)));
            foreach (var line in operations)
            {
                var operation = OperationSyntax.Parse(line, out _)!.Value;
                var result = whole.Apply(operation).ToString();

                Assert.Equal(result, torn.Apply(operation).ToString());
                Assert.Equal(whole.Faults.ToArray(), torn.Faults.ToArray());
                Assert.Equal(LedgerOf(whole), LedgerOf(torn));
            }
        }
    }

    [Fact]
    public void No_revision_does_anything_else_with_half_a_pointer_than_to_fault()
    {
        foreach (var revision in Catalog.All)
        {
            foreach (var set in ThreadSets.All.Where(set => (set.Only ?? revision.Era) == revision.Era))
            {
                var trace = set.Trace with { Scope = set.Trace.Scope with { Tearing = true } };
                if (ThreadRun.Begin(new ModelSystem(revision, trace.Scope), RuleBook.All, trace, out _) is not { } run)
                    continue;
                var explored = new ThreadSearch(run, trace).Run(new ThreadLimits(1, 1_000));

                Assert.True(explored.Transitions > 0, $"{set.Name} in {revision.Name}");
            }
        }
    }

    private static ulong[] LedgerOf(ModelSystem system)
    {
        var state = new ulong[system.StateWords];
        system.Save(state);
        return state[..system.Layout.Words];
    }

    private static string[] Rules(string revision, string scope, string before, params string[] calls)
    {
        var (run, trace) = ThreadTraces.Of(revision, scope, before, calls);
        var explored = new ThreadSearch(run, trace).Run(new ThreadLimits());

        Assert.True(explored.IsExhaustive);
        return [.. explored.Findings.Select(finding => finding.Violation.Rule.Id)];
    }

    private static Scope ScopeOf(string text) => ScopeText.Parse(text, out _)!;
}
