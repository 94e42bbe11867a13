using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;
using Outcome = ApSpec.Vocabulary.Outcome;

namespace ApSpec.Properties;

/// <summary>All 65,536 queues that can exist: such a world is built in bounded memory, an operation costs what it touches, and runs as in a small world.</summary>
public sealed class BigWorldTests
{
    private const int Few = 40;

    // Not binding or hw: there a mask of the host, or its configuration, changes all queues of an adapter.
    private static readonly Scope Small = Traces.Whole with { Features = Features.Masks | Features.Irq | Features.Control | Features.Messages | Features.Reset };

    private static readonly Scope Big = Small with
    {
        Adapters = [.. Enumerable.Range(0, ApMask.Bits).Select(id => new Apid((byte)id))],
        Domains = [.. Enumerable.Range(0, ApMask.Bits).Select(id => new Apqi((byte)id))],
    };

    private static readonly string[] Life =
    [
        "create m0", "assign_adapter m0 05", "assign_domain m0 0006", "set_kvm m0 k0", "open m0", "aqic_enable k0 05.0006 isc=3 nib=0x12000", "nqap k0 05.0006 psmid=1",
        "release m0", "set_kvm m0 null", "remove m0",
    ];

    [Theory]
    [InlineData("v5.10")]
    [InlineData("v5.11")]
    [InlineData("v6.12")]
    public void It_is_built_in_bounded_memory(string revision)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var judge = JudgeOf(revision, Big);
        Assert.Equal(65_536, judge.System.Layout.Queues.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("v5.11")]
    [InlineData("v6.12")]
    public void An_operation_allocates_nothing_and_looks_at_few_words_and_queues(string revision)
    {
        var judge = JudgeOf(revision, Big);
        Operation[] life = [.. Life.Select(text => OperationSyntax.Parse(text, out _)!.Value)];
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            judge.Reset();
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var operation in life)
            {
                judge.Apply(operation, RuleBits.All, out var result);
                Assert.Equal(Outcome.Returned, result.Outcome);
                Assert.InRange(judge.System.ChangedWords.Length, 1, 64);
                Assert.InRange(UsedQueuesOf(judge.System.Observe()), 0, 64);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated, 0, 4_096 * life.Length); // of the assertions, not of the operations
    }

    [Theory]
    [InlineData("v5.10")]
    [InlineData("v5.11")]
    [InlineData("v6.12")]
    public void A_trace_gives_what_it_gives_in_a_world_of_the_queues_that_it_names(string name)
    {
        var small = JudgeOf(name, Small);
        var big = JudgeOf(name, Big);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(Few).WithReplay(11, 7),
            Prop.ForAll(Traces.In(Small, era: Catalog.Find(name)!.Era), trace => RunsTheSame(small, big, trace)));
    }

    private static bool RunsTheSame(Judge small, Judge big, Trace trace)
    {
        small.Reset();
        big.Reset();
        foreach (var operation in trace.Operations)
        {
            var violated = small.Apply(operation, RuleBits.None, out var result);
            if (big.Apply(operation, RuleBits.None, out var bigResult) != violated || bigResult != result || big.Lifecycles != small.Lifecycles
                || !big.System.Faults.SequenceEqual(small.System.Faults) || big.System.CapHit != small.System.CapHit || big.IsEnded != small.IsEnded)
                return false;
            if (small.IsEnded)
                break;
        }

        return true;
    }

    private static int UsedQueuesOf(Observation ledger)
    {
        var count = 0;
        foreach (var _ in ledger.UsedQueues)
            count++;
        return count;
    }

    private static Judge JudgeOf(string revision, Scope scope) => new(new ModelSystem(Catalog.Find(revision)!, scope), RuleBook.All);
}
