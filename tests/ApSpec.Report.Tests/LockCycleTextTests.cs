using System.Text.Json;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Report.Locks;
using ApSpec.Report.Threads;
using ApSpec.Search.Locks;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class LockCycleTextTests
{
    private static readonly Trace Trace = TraceFile.Parse("test", "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=locks\ncreate m0\nopen m0\n"u8.ToArray(), out _)!.Trace;
    private static readonly LockId H = new(LockClass.Hook, 0);
    private static readonly LockId M = new(LockClass.Mdevs, 0);
    private static readonly LockCycle Cycle = new([Order(M, H, default), Order(H, M, default(HeldSet).And(H, isShared: true))], null);

    private static readonly OrderOutcome Outcome = new(new ModelSubject(Catalog.Find("v6.0")!), [], [Cycle], [Cycle with { Gate = LockClass.Guests }]);

    [Fact]
    public void A_cycle_is_told_with_both_places_of_each_order_and_the_trace() => Assert.Equal("""
        v6.0, lock order over all traces: 1 cycle that no trace shows by itself
          1  LOCK-03: M -> H -> M
             => H(k0) wanted in want (a.c:2), while M is held, taken in take
                (a.c:1)
               create m0; open m0
             => M wanted in want (a.c:2), while H(k0) is held for reading, taken
                in take (a.c:1)
               create m0; open m0

        """, LockCycleText.Format(Outcome, isFull: false), ignoreLineEndingDifferences: true);

    [Fact]
    public void What_a_lock_excludes_is_told_once_in_a_full_report() =>
        Assert.EndsWith("no cycle, since two of the places hold one more lock\n     M -> H -> M: excluded by G\n", LockCycleText.Format(Outcome, isFull: true), StringComparison.Ordinal);

    [Fact]
    public void A_cycle_is_one_line_of_json_and_no_finding_of_a_trace()
    {
        var line = Assert.Single(LockCycleJson.From(Outcome)).ToLine();

        Assert.True(LockCycleJson.IsOne(line));
        Assert.False(ThreadFindingJson.IsOne(line));
        var orders = JsonDocument.Parse(line).RootElement.GetProperty("orders");
        Assert.Equal(["take (a.c:1)", "take (a.c:1)"], orders.EnumerateArray().Select(order => order.GetProperty("heldAt").GetString()));
        Assert.Equal(["H(k0)", "M"], orders.EnumerateArray().Select(order => order.GetProperty("wanted").GetString()));
    }

    [Fact]
    public void Another_order_of_locks_is_told_in_words_with_what_comes_of_it()
    {
        var difference = new ExplainedDifference(new Difference(Trace, [new DifferencePart(DifferencePart.LockOrder, "", DifferencePart.None, "H(k0) -> K(k0)")]), null);

        Assert.Equal("step 2, open m0: takes H(k0) before K(k0), and did not; no cycle with any other order seen", ReviewWords.Of(difference with { IsInCycle = false }));
        Assert.Equal("step 2, open m0: takes H(k0) before K(k0), and did not; a cycle has this order", ReviewWords.Of(difference with { IsInCycle = true }));
    }

    [Fact]
    public void An_order_that_is_gone_is_told_in_words() => Assert.Equal("step 2, open m0: does not take G before M any more",
        ReviewWords.Of(new ExplainedDifference(new Difference(Trace, [new DifferencePart(DifferencePart.LockOrder, "", "G -> M", DifferencePart.None)]), null)));

    private static SeenOrder Order(LockId from, LockId to, HeldSet held) =>
        new(new LockEdge(from, to, "want (a.c:2)", 0) { HeldAt = "take (a.c:1)", Held = held }, Trace.Scope, 1, 2) { Shown = Trace };
}
