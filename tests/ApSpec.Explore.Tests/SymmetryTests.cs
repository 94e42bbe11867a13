using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Symmetry;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

public sealed class SymmetryTests
{
    [Theory]
    [InlineData("v5.10", "mdevs=2 kvms=1", Likes.Mdevs)]
    [InlineData("v5.11", "mdevs=1 kvms=2 features=vmfds profile=hostile", Likes.Guests)]
    [InlineData("v5.11", "mdevs=2 kvms=1 features=masks", Likes.All)]
    [InlineData("v6.16-fixed", "mdevs=2 kvms=2", Likes.Mdevs | Likes.Guests)]
    [InlineData("v6.16-fixed", "mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks", Likes.All)]
    public void Like_objects_taken_for_each_other_give_the_counts_and_verdicts_of_the_whole_search(string revision, string scope, Likes likes)
    {
        var bounds = Searches.ScopeOf(scope);
        var whole = Explore(revision, bounds, Likes.None);

        var alike = Explore(revision, bounds, likes);

        Assert.Null(alike.Asymmetry);
        Assert.True(alike.IsComplete);
        Assert.True(alike.States < whole.States * 0.8, $"{alike.States} states stand for {whole.States}: too few for this test");
        Assert.Equal(whole.States, alike.StatesInAll);
        Assert.Equal(whole.Transitions, alike.TransitionsInAll);
        Assert.Equal(whole.DeadEnds, alike.DeadEndsInAll);
        Assert.Equal(whole.Caps.Values.Sum(), alike.CutOffInAll);
        Assert.Equal((whole.StatesInAll, whole.DeadEndsInAll), ((long)whole.States, whole.DeadEnds));
        Assert.Equal(whole.Depth, alike.Depth);
        Assert.Equal(whole.Witnessed.Order(), alike.Witnessed.Order());
        Assert.Equal(whole.Taken, alike.Taken);
        Assert.Equal(whole.Violations.ToDictionary(v => v.Rule.Id, v => v.Length), alike.Violations.ToDictionary(v => v.Rule.Id, v => v.Length));
        var judge = Searches.JudgeOf(revision, bounds);
        Assert.All(alike.Violations, violation =>
            Assert.Equal(violation.Length, Reproduction.Find(judge, violation.Trace, violation.Rule)?.Trace.Operations.Length));
    }

    [Theory]
    [InlineData("v5.10", "mdevs=3 kvms=2 features=masks")]
    [InlineData("v5.10", "mdevs=2 kvms=2 features=masks,irq pages=0x12,0x13")]
    [InlineData("v6.16-fixed", "mdevs=2 kvms=2 features=masks,vmfds")]
    [InlineData("v6.16-fixed", "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq")]
    public void Exchanged_states_have_the_same_one_to_stand_for_them_and_as_many_as_there_are(string revision, string scope)
    {
        // Objects that a word's end cuts into parts are among these.
        var bounds = Searches.ScopeOf(scope);
        var subject = new ModelSubject(Searches.RevisionOf(revision));
        var judge = Searches.JudgeOf(revision, bounds);
        var symmetry = new StateSymmetry(bounds, Likes.All, subject.FieldsOf(bounds), judge.StateWords);
        var alphabet = subject.AlphabetOf(bounds);
        var random = new Random(3);
        for (var trace = 0; trace < 60; trace++)
        {
            judge.Reset();
            for (var step = 0; step < 25 && !judge.IsEnded; step++)
                judge.Apply(alphabet[random.Next(alphabet.Length)], default, out _);
            var state = new ulong[judge.StateWords];
            judge.Save(state);
            var images = Enumerable.Range(0, symmetry.Exchanges.Length).Select(exchange =>
            {
                var image = new ulong[state.Length];
                symmetry.Map(exchange, state, image);
                return image;
            }).ToArray();

            Assert.Equal(images.Select(image => string.Join(' ', image)).Distinct().Count(), symmetry.OrbitOf(state));
            Assert.Single(images.Select(image =>
            {
                symmetry.Canonicalize(image);
                return string.Join(' ', image);
            }).Distinct());
        }
    }

    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=2 adapters=05,06 domains=0006 features=masks", Likes.Adapters)]
    [InlineData("patch-v3", "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,control", Likes.Domains)]
    [InlineData("v5.11", "mdevs=2 kvms=1 adapters=05 domains=0006,0007 features=masks,binding", Likes.Domains)]
    [InlineData("v6.16-fixed", "mdevs=2 kvms=1 adapters=05,06 domains=0006 features=masks,binding", Likes.Adapters)]
    public void Objects_that_are_not_alike_are_noticed_with_a_trace_that_shows_it(string revision, string scope, Likes likes)
    {
        var bounds = Searches.ScopeOf(scope);
        var fields = new ModelSubject(Searches.RevisionOf(revision)).FieldsOf(bounds);

        var explored = Explore(revision, bounds, Likes.All);

        Assert.False(explored.IsComplete);
        Assert.Equal(likes, explored.Asymmetry?.Likes);
        var trace = explored.Asymmetry!.Trace;
        var exchanges = Exchange.All(bounds, likes);
        Assert.Contains(exchanges.Skip(1), exchange =>
        {
            var (own, other) = (Run(trace.Operations), Run([.. trace.Operations.Select(operation => exchange.Map(operation))]));
            var map = new StateMap(exchange, fields, own.State.Length - 1);
            return own.Result with { Reason = null } != other.Result with { Reason = null }
                || !Enumerable.Range(0, own.State.Length - 1).Select(word => map.WordOf(own.State, word)).SequenceEqual(other.State[..^1]);
        });

        (StepResult Result, ulong[] State) Run(ImmutableArray<Operation> operations)
        {
            var system = new ModelSystem(Searches.RevisionOf(revision), bounds);
            var results = operations.Select(operation => system.Apply(operation)).ToArray();
            var state = new ulong[system.StateWords + 1];
            system.Save(state.AsSpan()[..^1]);
            return (results[^1], state);
        }
    }

    [Fact]
    public void An_exchange_undone_changes_nothing_and_every_exchange_is_there_once()
    {
        var bounds = Searches.ScopeOf("mdevs=3 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13");
        var exchanges = Exchange.All(bounds, Likes.All);

        Assert.Equal(3 * 2 * 2 * 2 * 2, exchanges.Length);
        Assert.Equal(Likes.None, exchanges[0].Likes);
        foreach (var exchange in exchanges)
        {
            foreach (var operation in Alphabet.Of(bounds))
                Assert.Equal(operation, exchange.Inverse.Map(exchange.Map(operation)));
        }

        Assert.Equal(exchanges.Length, exchanges.Select(exchange => string.Join(' ', Alphabet.Of(bounds).Select(op => exchange.Map(op)))).Distinct().Count());
    }

    private static Exploration Explore(string revision, Scope scope, Likes likes)
    {
        var subject = new ModelSubject(Searches.RevisionOf(revision));
        return new Explorer([Searches.JudgeOf(revision, scope), Searches.JudgeOf(revision, scope)], subject.AlphabetOf(scope))
        {
            Alike = likes == Likes.None ? null : new Alike(likes, subject.FieldsOf(scope)),
        }.Run(new SearchLimits());
    }
}
