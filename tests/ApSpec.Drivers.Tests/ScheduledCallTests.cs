using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>Operations whose calls are stepped effect by effect.</summary>
public sealed class ScheduledCallTests
{
    public static TheoryData<string> Revisions => [.. Catalog.All.Select(revision => revision.Name)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_call_that_is_stepped_alone_does_what_a_plain_call_does(string revision)
    {
        var scope = ScopeText.Parse("mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,irq,locks,secure,failures", out _)!;
        var alphabet = Alphabet.Of(scope, Catalog.Find(revision)!.Era);
        var returned = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var (plain, stepped) = (WorldOf(revision, scope), WorldOf(revision, scope));
            var random = new Random(seed);
            for (var step = 0; step < 200; step++)
            {
                var operation = alphabet[random.Next(alphabet.Length)];
                var expected = plain.Era.Apply(operation);
                var scheduler = new Scheduler(stepped.World, stepped.Era);
                var thread = scheduler.Start(operation);
                while (thread.CanStep)
                    scheduler.Step(thread);
                if (expected.Outcome is Outcome.Died or Outcome.Stuck)
                {
                    Assert.True(thread.IsSuspended, $"{operation}: {expected.Outcome}");
                    break;
                }

                Assert.Equal(expected.Outcome == Outcome.NotPossible ? null : expected, thread.Result);
                Assert.True(plain.World.Words.SequenceEqual(stepped.World.Words), operation.ToString());
                returned += expected.Outcome == Outcome.Returned ? 1 : 0;
            }
        }

        Assert.True(returned > 200, $"{returned} calls");
    }

    private static (World World, IKernelEra Era) WorldOf(string name, Scope scope)
    {
        var revision = Catalog.Find(name)!;
        var world = new World(scope, null, revision.Era, revision.Traits);
        return (world, revision.Create(world).Enter());
    }
}
