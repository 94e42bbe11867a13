namespace ApSpec.Architecture.Tests;

/// <summary>
/// What must hold after any sequence of instructions and events, over every sequence of a bounded length.
/// </summary>
public sealed class QueueInvariantTests
{
    private const int StatesMax = 200_000;

    private static readonly Action<Bench>[] Moves =
    [
        b => b.Nqap(1, guest: 0), b => b.Nqap(2, guest: 1), b => b.Dqap(out _), b => b.Process(),
        b => b.Rapq(), b => b.Rapq(ResetFlag.Unbind), b => b.Zapq(), b => b.Enable(), b => b.Disable(), b => b.Tick(),
        b => b.Bapq(), b => b.Aapq(), b => QueueMachine.FailAssociation(ref b.Queue, AsyncError.AssociationFailed),
        b => QueueMachine.Configure(ref b.Queue), b => b.Deconfigure(),
        b => QueueMachine.Checkstop(ref b.Queue), b => QueueMachine.Recover(ref b.Queue, b.Facts),
        b => b.Queue.Busy = !b.Queue.Busy,
        b => QueueMachine.AnswerAhead(ref b.Queue, ApFunction.Zapq, ResponseCode.Busy, 2),
    ];

    [Theory]
    [InlineData(ExecutionKind.Normal)]
    [InlineData(ExecutionKind.Secure)]
    public void Every_reachable_state_of_a_queue_of_depth_2_is_sound(ExecutionKind execution)
    {
        var bench = new Bench(QueueMode.Ep11, execution, depth: 2);
        var seen = new HashSet<QueueState> { bench.Queue };
        var work = new Queue<QueueState>(seen);
        while (work.TryDequeue(out var from))
        {
            foreach (var move in Moves)
            {
                bench.Queue = from;
                move(bench);
                AssertSound(bench);
                if (seen.Add(bench.Queue))
                    work.Enqueue(bench.Queue);
            }

            Assert.True(seen.Count < StatesMax, "the model grew beyond what this test explores");
        }

        Assert.Contains(seen, q => q.Reset == ResetKind.Zapq && q.Irq == IrqState.Disabling && q.Messages == 2);
        Assert.Equal(execution == ExecutionKind.Secure, seen.Any(q => q.AsyncError != AsyncError.None));
    }

    [Fact]
    public void Instructions_and_ticks_do_not_allocate()
    {
        var bench = new Bench();
        Round(bench);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Round(bench);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Round(Bench bench)
    {
        bench.Enable();
        bench.Nqap();
        bench.Process();
        bench.Dqap(out _);
        bench.Tick();
        bench.Zapq();
        bench.Tapq();
        bench.Tick();
    }

    private static void AssertSound(Bench bench)
    {
        var q = bench.Queue;
        var status = QueueMachine.Tapq(ref q, bench.Facts);
        Assert.Equal(bench.Queue, q);
        Assert.True(q.Messages <= 2, "A-I35: no more messages than the depth");
        Assert.Equal((q.Messages == 0, q.Messages == 2), (status.Empty, status.Full));
        Assert.Equal(q.Reset != ResetKind.None, q.ResetTicks != 0);
        Assert.Equal(q.Irq is IrqState.Enabling or IrqState.Disabling, q.IrqTicks != 0);
        Assert.Equal(q.Irq == IrqState.Disabled, q.IrqNib == 0);
        Assert.Equal(q.Irq == IrqState.Disabled, q.IrqOwner == ApOwner.None);
        Assert.True(q.Residue != ApOwner.None || q.Messages == 0, "messages are secrets of somebody");
        Assert.True(status.ResponseCode != ResponseCode.ResetInProgress || q.Reset != ResetKind.None, "A-I34");
        Assert.True(q.Configured || q.Messages == 0, "a deconfigured queue has been reset");
        Assert.Equal(q.AsyncError != AsyncError.None && q.Configured && !q.Checkstopped, status.Async);
        Assert.True(q.AnswerTicks == 0 == (q.AnswerCode == ResponseCode.Normal), "an answer set ahead is not 00");
        if (bench.Facts.Execution == ExecutionKind.Normal)
            Assert.Equal(BindState.Usable, q.Bind);
    }
}
