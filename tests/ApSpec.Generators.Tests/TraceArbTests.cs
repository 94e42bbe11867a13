using System.Text;
using ApSpec.Check;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators.Tests;

public sealed class TraceArbTests
{
    private const int LengthMax = 40;
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 7);

    [Fact]
    public void Every_trace_of_every_scope_parses_back_equal()
    {
        var traces = ScopeGen.Any.SelectMany(scope => TraceArb.Gen(scope, LengthMax));

        Prop.ForAll(Arb.From(traces), trace =>
        {
            var file = TraceFile.Parse("generated.trace", Encoding.UTF8.GetBytes(trace.ToString()), out var error);
            return (file?.Trace == trace).Label($"{error}");
        }).Check(Seeded);
    }

    [Fact]
    public void No_operation_of_a_trace_is_refused_by_its_scope()
    {
        var traces = ScopeGen.Any.SelectMany(scope => TraceArb.Gen(scope, LengthMax));

        Prop.ForAll(Arb.From(traces), trace => trace.Operations.All(op => trace.Scope.Refusal(op) is null)).Check(Seeded);
    }

    [Fact]
    public void Lengths_grow_with_the_size_and_stay_below_the_longest()
    {
        var scope = Scopes.Two;
        var lengths = TraceArb.Gen(scope, LengthMax).Draw(500, 100).Select(trace => trace.Operations.Length).ToArray();
        var small = TraceArb.Gen(scope, LengthMax).Draw(500, 10).Select(trace => trace.Operations.Length).ToArray();

        Assert.All(lengths, length => Assert.InRange(length, 1, LengthMax));
        Assert.Contains(lengths, length => length > LengthMax * 9 / 10);
        Assert.All(small, length => Assert.InRange(length, 1, LengthMax / 10));
    }

    [Fact]
    public void A_trace_of_the_greatest_length_is_no_shorter_than_asked()
    {
        var traces = TraceArb.Gen(Scopes.Two, 1_000).Draw(50, 100);

        Assert.Contains(traces, trace => trace.Operations.Length > 800);
    }

    [Fact]
    public void Candidates_given_are_the_shrinker()
    {
        var trace = TraceArb.Gen(Scopes.Two, LengthMax).Draw(1, 100).Single();

        Assert.Equal(Shrink.Candidates(trace), TraceArb.For(Scopes.Two, LengthMax, Shrink.Candidates).Shrinker(trace));
    }

    [Fact]
    public void A_failing_property_shrinks_to_the_shortest_trace()
    {
        var runner = new CounterexampleRunner<Trace>();
        var property = Prop.ForAll(TraceArb.For(Scopes.Two, LengthMax, Shrink.Candidates), trace => !Opens(trace));

        FsCheck.Check.One("no open", Config.Quick.WithMaxTest(500).WithReplay(1, 3).WithRunner(runner), property);

        Assert.NotNull(runner.Found);
        Assert.Equal([OperationKind.Create, OperationKind.Open], runner.Found.Shrunk.Operations.Select(op => op.Kind));
        Assert.True(runner.Found.Shrinks > 0);
        Assert.True(Opens(runner.Found.Original));
    }

    private static bool Opens(Trace trace) => trace.Operations.Any(op => op.Kind == OperationKind.Create)
        && trace.Operations.SkipWhile(op => op.Kind != OperationKind.Create).Any(op => op.Kind == OperationKind.Open);
}
