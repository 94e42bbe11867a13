using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

public sealed class GraphSearchTests
{
    [Theory]
    [InlineData("v5.10", "mdevs=2 kvms=1", int.MaxValue, int.MaxValue)]
    [InlineData("v5.10", "mdevs=2 kvms=1", 3_001, int.MaxValue)]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks,irq", int.MaxValue, 9)]
    [InlineData("v5.11", "mdevs=1 kvms=1 features=masks,irq profile=hostile", 5_000, int.MaxValue)]
    [InlineData("v6.16-fixed", "mdevs=1 kvms=1 adapters=05,06 features=masks,binding", 4_000, int.MaxValue)]
    public void Any_number_of_threads_gives_the_result_of_one(string revision, string scope, int states, int depth)
    {
        var bounds = Searches.ScopeOf(scope);
        var limits = new SearchLimits(states, depth);

        var one = Run(1);

        Assert.True(one.Transitions > 1_000, $"{one.Transitions} transitions are too few for this test");
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(5));

        (string Text, long Transitions) Run(int threads)
        {
            var judges = Enumerable.Range(0, threads).Select(_ => Searches.JudgeOf(revision, bounds)).ToArray();
            var explored = new Explorer(judges, Alphabet.Of(bounds, Searches.RevisionOf(revision).Era)).Run(limits);
            var text = $"{explored.States} {explored.DeadEnds} {explored.Depth} {explored.IsComplete} {explored.Taken} {explored.Bytes} "
                + string.Join(' ', explored.Witnessed.Order()) + string.Join(' ', explored.Caps)
                + string.Join('\n', explored.Violations.Select(violation => $"{violation.Rule.Id} {string.Join("; ", violation.Trace.Operations)}"));
            return (text, explored.Transitions);
        }
    }

    [Fact]
    public void Any_number_of_threads_takes_the_same_for_alike_up_to_a_limit()
    {
        var bounds = Searches.ScopeOf("mdevs=2 kvms=2");
        var fields = new ModelSubject(Searches.RevisionOf("v5.10")).FieldsOf(bounds);
        Assert.Equal(Run(1), Run(4));

        (long, long, long, int) Run(int threads)
        {
            var judges = Enumerable.Range(0, threads).Select(_ => Searches.JudgeOf("v5.10", bounds)).ToArray();
            var explored = new Explorer(judges, Alphabet.Of(bounds)) { Alike = new Symmetry.Alike(Symmetry.Likes.All, fields) }.Run(new SearchLimits(9_000));
            return (explored.StatesTried, explored.StatesInAll, explored.TransitionsInAll, explored.States);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_wanted_violation_is_the_same_with_any_number_of_threads(int threads)
    {
        var bounds = Searches.ScopeOf("mdevs=2 kvms=2");
        var judges = Enumerable.Range(0, threads).Select(_ => Searches.JudgeOf("v5.10", bounds, "KVM-01")).ToArray();

        var trace = new Explorer(judges, Alphabet.Of(bounds)).FirstViolation(new SearchLimits(), Searches.SetKvmNull, out var explored);

        Assert.Equal("create m0; open m0; set_kvm m0 k0; set_kvm m0 null", string.Join("; ", trace!.Operations));
        Assert.Equal(
            (explored.States, explored.Transitions),
            (Searches.FirstOf("v5.10", bounds, "KVM-01").States, Searches.FirstOf("v5.10", bounds, "KVM-01").Transitions));
    }

    [Fact]
    public void A_search_without_memory_says_so_and_counts_what_it_has()
    {
        var explored = Searches.Explore("v5.10", "mdevs=2 kvms=2", new SearchLimits(BytesMax: 1_000_000));

        Assert.True(explored.IsOutOfMemory);
        Assert.False(explored.IsComplete);
        Assert.InRange(explored.Bytes, 100_000, 1_000_000);
        Assert.InRange(explored.States, 10_000, 100_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_fails_in_a_thread_is_told(int threads)
    {
        var failing = Enumerable.Range(0, threads).Select(_ => new Failing()).ToArray();

        var failure = Assert.Throws<InvalidOperationException>(() => new GraphSearch<bool>(failing, (_, _, _) => { }).Run(new SearchLimits()));

        Assert.Equal("state 1234", failure.Message);
    }

    // A chain of numbers with some side steps, which fails in one of them.
    private sealed class Failing : IGraphWalker<bool>
    {
        public int StateWords => 1;

        public int Moves => 3;

        public void Begin(Span<ulong> first) => first[0] = 0;

        public void Enter(ReadOnlySpan<ulong> state, int number, IPaths paths)
        {
        }

        public MoveEnd Move(ReadOnlySpan<ulong> state, int move, Span<ulong> next, List<(int Move, bool Note)> notes)
        {
            if (state[0] == 1234)
                throw new InvalidOperationException("state 1234");
            next[0] = (state[0] * 2) + (ulong)move;
            return MoveEnd.Leads;
        }
    }
}
