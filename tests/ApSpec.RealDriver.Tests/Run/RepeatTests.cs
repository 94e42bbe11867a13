using System.Globalization;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.RealDriver.Run;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>
/// The same trace is the same trace: on the same library again, on one that lies at other addresses, after a restored snapshot and
/// after a new start, and from a mark in its middle. Compared is all that can be seen after every step.
/// </summary>
[Trait("Kind", "Long")]
public sealed class RepeatTests
{
    private const int Seeds = 40;
    private const int Length = 40;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var version in KernelTrees.Versions)
        {
            foreach (var scope in Plan.For(Era.OpenDevice))
                cases.Add(version, scope.ToString());
        }

        return cases;
    }

    [KernelTreeTheory]
    [MemberData(nameof(Cases))]
    public void A_trace_is_the_same_after_reset_after_a_new_start_and_at_other_addresses(string version, string line)
    {
        var scope = ScopeText.Parse(line, out _)!;
        using var here = LoadedDriver.Of(version);
        using var there = LoadedDriver.Of(version);
        var system = here.Subject.Create(scope);
        foreach (var trace in Traces(scope))
        {
            system.Reset();
            var first = Seen(system, trace.Operations);
            system.Reset();
            Assert.Equal(first, Seen(system, trace.Operations));
            Assert.Equal(first, Seen(there.Subject.Create(scope), trace.Operations));
        }
    }

    [KernelTreeTheory]
    [MemberData(nameof(Cases))]
    public unsafe void A_trace_goes_on_from_a_mark_as_if_nothing_had_been_tried_there(string version, string line)
    {
        var scope = ScopeText.Parse(line, out _)!;
        using var driver = LoadedDriver.Of(version);
        var system = (RealDriverSystem)driver.Subject.Create(scope);
        var others = Traces(scope).Reverse().GetEnumerator();
        foreach (var trace in Traces(scope))
        {
            others.MoveNext();
            system.Reset();
            var whole = Seen(system, trace.Operations);
            foreach (var at in (int[])[0, whole.Count / 3, whole.Count - 1])
            {
                system.Reset();
                var head = Seen(system, trace.Operations.Take(at));
                system.Mark();
                var marked = driver.Library.Api->Hash();
                Seen(system, others.Current.Operations);
                system.Return();

                Assert.Equal(marked, driver.Library.Api->Hash());
                Assert.Equal(whole, [.. head, .. Seen(system, trace.Operations.Skip(at))]);
            }
        }
    }

    [KernelTreeTheory]
    [MemberData(nameof(Cases))]
    public void A_campaign_says_the_same_on_a_second_run(string version, string line)
    {
        var scope = ScopeText.Parse(line, out _)!;
        using var here = LoadedDriver.Of(version);
        using var there = LoadedDriver.Of(version);

        Assert.Equal(Hits(here, scope), Hits(there, scope));
    }

    private static List<string> Hits(LoadedDriver driver, Scope scope)
    {
        var result = new Campaign(driver.Subject, scope, Rules.RuleBook.All).Run(new CampaignOptions(7, 300, Length));
        return [.. result.Hits.Select(hit => $"{hit.Rule.Id} {hit.Seed} {hit.Trace}"), $"{result.Steps} {result.Cut}"];
    }

    private static IEnumerable<Trace> Traces(Scope scope)
    {
        var decoder = new TraceDecoder(scope, Weights.Of(scope.Profile), Era.OpenDevice);
        for (ulong seed = 1; seed <= Seeds; seed++)
            yield return decoder.DecodeTrace(new Xoshiro(seed), Length);
    }

    // Up to the call that does not return, as every run of a trace.
    private static List<string> Seen(ISystem system, IEnumerable<Operation> operations)
    {
        var seen = new List<string>();
        foreach (var operation in operations)
        {
            var result = system.Apply(operation);
            var words = string.Concat(system.Observe().Words.ToArray().Select(word => word.ToString("x16", CultureInfo.InvariantCulture)));
            seen.Add($"{operation}: {result} {string.Join(", ", system.Faults.ToArray())} {string.Join(", ", system.Edges.ToArray())} {words}");
            if (result.Outcome is Outcome.Died or Outcome.Stuck || system.CapHit is not null)
                break;
        }

        return seen;
    }
}
