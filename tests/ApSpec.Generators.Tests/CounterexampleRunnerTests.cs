using ApSpec.Check;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators.Tests;

public sealed class CounterexampleRunnerTests
{
    [Fact]
    public void A_replay_triple_gives_the_identical_original_and_shrunk_trace_in_one_test()
    {
        var first = Fail(Config.Quick.WithReplay(5, 9));
        var replay = FsCheckReplay.Parse(first.Replay.ToString())!.Value;

        var again = Fail(replay.ApplyTo(Config.Quick));

        Assert.Equal(first.Original, again.Original);
        Assert.Equal(first.Shrunk, again.Shrunk);
        Assert.Equal(1, again.Tests);
        Assert.Equal(first.Replay, again.Replay);
    }

    [Fact]
    public void A_property_that_holds_leaves_no_counterexample()
    {
        var runner = new CounterexampleRunner<Trace>();

        FsCheck.Check.One("always", Config.Quick.WithMaxTest(20).WithRunner(runner),
            Prop.ForAll(TraceArb.For(Scopes.Two, 10, Shrink.Candidates), _ => true));

        Assert.Null(runner.Found);
        Assert.False(runner.IsExhausted);
        Assert.Equal(20, runner.Tests);
    }

    [Fact]
    public void A_property_without_cases_is_exhausted_not_held()
    {
        var runner = new CounterexampleRunner<Trace>();

        FsCheck.Check.One("never", Config.Quick.WithMaxTest(5).WithMaxRejected(10).WithRunner(runner),
            Prop.ForAll(TraceArb.For(Scopes.Two, 10, Shrink.Candidates), trace => true.When(trace.Operations.IsEmpty)));

        Assert.True(runner.IsExhausted);
        Assert.Null(runner.Found);
    }

    [Theory]
    [InlineData("(1,3,50)", true)]
    [InlineData("1,3,50", true)]
    [InlineData("(1,2,50)", false)]
    [InlineData("(1,3)", false)]
    [InlineData("(a,3,50)", false)]
    [InlineData("", false)]
    public void A_replay_is_three_numbers_of_which_the_second_is_odd(string text, bool isReplay)
    {
        Assert.Equal(isReplay, FsCheckReplay.Parse(text) is not null);
    }

    [Fact]
    public void A_replay_prints_as_the_property_attribute_reads_it()
    {
        Assert.Equal("(1,3,50)", new FsCheckReplay(1, 3, 50).ToString());
    }

    private static Counterexample<Trace> Fail(Config config)
    {
        var runner = new CounterexampleRunner<Trace>();
        FsCheck.Check.One("fewer than three operations on m1", config.WithRunner(runner),
            Prop.ForAll(TraceArb.For(Scopes.Two, 40, Shrink.Candidates),
                trace => trace.Operations.Count(op => op.Mdev == new MdevId(1)) < 3));
        return runner.Found ?? throw new InvalidOperationException("the property held");
    }
}
