using ApSpec.Bench.Interleavings;
using ApSpec.Bench.Peers;
using ApSpec.Rules;
using static ApSpec.Bench.Interleavings.CallStep;

namespace ApSpec.Bench.Tests;

public sealed class InterleavingTests
{
    // A flag, its wait, both mutexes in both orders, a counter, and a writer between two readers.
    private static readonly CallModel EachStep = new(
    [
        [WaitForKvm, LockL, SetKvmBusy, UnlockL, WriteH, Get, EndWriteH, ClearKvmBusy],
        [ReadH, LockK, LockL, Get, Put, UnlockL, UnlockK, EndReadH],
        [Get, ReadH, EndReadH, LockL, LockK, UnlockK, UnlockL, WaitForKvm],
    ]);

    private static readonly SpinMode Mode = SpinMode.All[0];

    [Fact]
    public void Every_schedule_of_one_call_is_one_row_of_states()
    {
        var explored = InterleavedCalls.Search(new CallModel([[LockL, Get, UnlockL]]));

        // None begun, three effects, the return.
        Assert.Equal((5, 4, 1), (explored.States, explored.Transitions, explored.Ends));
    }

    [Fact]
    public void Searches_of_three_calls_count_what_is_pinned()
    {
        var small = InterleavedCalls.Search(CallModel.Small);
        var each = InterleavedCalls.Search(EachStep);

        Assert.True(small.IsComplete && each.IsComplete);
        Assert.Equal((985, 2011), (small.States, small.Transitions));
        Assert.Equal((2709, 6288), (each.States, each.Transitions));
    }

    [Fact]
    public void Two_readers_and_a_writer_that_waits_between_them_deadlock()
    {
        var found = Assert.Single(InterleavedCalls.Search(CallModel.Small, RuleBook.Find("CALL-01")!).Findings);

        Assert.True(found.Violation.IsDeadlock);
        Assert.Equal(1, found.Preemptions);
    }

    [SpinFact]
    public void Spin_counts_the_same_states_and_transitions_in_a_model_with_every_step()
    {
        Assert.Equal(Enum.GetValues<CallStep>(), EachStep.Threads.SelectMany(steps => steps).Distinct().Order());

        var row = RowOf(EachStep, PromelaText.Of(EachStep));

        Assert.Equal("DFS", row.Note);
        Assert.NotNull(row.Ratio);
    }

    [SpinFact]
    public void A_model_in_which_a_reader_overtakes_a_waiting_writer_has_no_verdict()
    {
        var row = RowOf(EachStep, PromelaText.Of(EachStep).Replace(" && writers == 0", "", StringComparison.Ordinal));

        Assert.StartsWith("no verdict: DFS counts ", row.Note, StringComparison.Ordinal);
        Assert.Null(row.Ratio);
    }

    [Fact]
    public void A_row_has_a_ratio_only_when_the_counts_of_each_round_are_equal()
    {
        Counted[] ours = [CountedOf(10, 20), CountedOf(10, 20)];

        Assert.NotNull(RowOf(ours, [CountedOf(10, 20), CountedOf(10, 20)]).Ratio);
        Assert.Null(RowOf(ours, [CountedOf(10, 20), CountedOf(11, 20)]).Ratio);
        Assert.Null(RowOf(ours, [CountedOf(10, 20), CountedOf(10, 21)]).Ratio);
        Assert.Null(RowOf([CountedOf(10, 20), CountedOf(10, 21)], ours).Ratio);
    }

    [Fact]
    public void The_model_in_promela_is_one_process_for_each_thread()
    {
        const string text = """
            byte last = 255;
            bit L, K, H, kvm_busy;
            byte readers, writers, refs;

            active proctype t1()
            {
            	if
            	:: d_step { (H == 0) -> H = 1; last = 0 }
            	:: d_step { !(H == 0) -> writers++; last = 0 };
            	   d_step { (H == 0) -> writers--; H = 1; last = 0 }
            	fi;
            	d_step { H = 0; last = 0 };
            	d_step { last = 0 };	/* returns */
            	false
            }

            active proctype t2()
            {
            	d_step { refs++; last = 1 };
            	d_step { last = 1 };	/* returns */
            	false
            }

            """;

        Assert.Equal(text, PromelaText.Of(new CallModel([[WriteH, EndWriteH], [Get]])));
    }

    private static BenchRow RowOf(CallModel model, string promela)
    {
        var folder = Directory.CreateTempSubdirectory("apspec-bench-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "calls.pml"), promela);
            var peer = new SpinPeer(folder, "calls.pml", [], 16);
            peer.Compile(Mode);
            var ours = InterleavedCalls.Search(model);
            return RowOf([CountedOf(ours.States, ours.Transitions)], [peer.Run(Mode)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchRow RowOf(IReadOnlyList<Counted> ours, IReadOnlyList<Counted> peer) => InterleavingRows.Row("engine", ours, peer, Mode, _ => 1, "here");

    private static Counted CountedOf(long states, long transitions) => new(states, transitions, default, 0);
}
