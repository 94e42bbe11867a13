namespace ApSpec.Architecture.Tests;

public sealed class MessageTests
{
    [Fact]
    public void A_queue_takes_its_depth_and_then_answers_10_at_every_depth()
    {
        for (var depth = 1; depth <= 16; depth++)
        {
            var bench = new Bench(depth: depth);
            for (var i = 0; i < depth; i++)
                Assert.Equal(ResponseCode.Normal, bench.Nqap((ulong)i).ResponseCode);
            var before = bench.Queue;
            Assert.Equal("rc=10 F", bench.Nqap().ToString());
            Assert.Equal(before, bench.Queue);
            bench.Process();
            Assert.Equal("rc=10 R F", bench.Nqap().ToString());
            for (var i = 1; i < depth; i++)
                bench.Process();
            for (var i = 0; i < depth; i++)
            {
                Assert.Equal(ResponseCode.Normal, bench.Dqap(out var psmid).ResponseCode);
                Assert.Equal(i, psmid);
            }

            Assert.Equal("rc=10 E", bench.Dqap(out _).ToString());
        }
    }

    [Fact]
    public void A_reply_is_there_only_after_the_adapter_processed_the_request()
    {
        var bench = new Bench();
        bench.Nqap(7);
        Assert.Equal(ResponseCode.QueueFullOrNoReply, bench.Dqap(out _).ResponseCode);
        Assert.Equal(QueueEvents.Replied, bench.Process());
        Assert.Equal("rc=00 R", bench.Tapq().ToString());
        Assert.Equal(ResponseCode.Normal, bench.Dqap(out var psmid).ResponseCode);
        Assert.Equal(7, psmid);
        Assert.Equal(QueueEvents.None, bench.Process());
    }

    [Fact]
    public void Only_the_last_four_bits_of_a_psmid_are_kept()
    {
        var bench = new Bench();
        bench.Nqap(0xFFFF_FFFF_FFFF_FFF3);
        bench.Process();
        bench.Dqap(out var psmid);
        Assert.Equal(3, psmid);
    }

    [Fact]
    public void The_last_that_enqueued_leaves_the_residue()
    {
        var bench = new Bench();
        bench.Nqap(1, guest: 0);
        bench.Nqap(2, guest: 1);
        Assert.Equal(ApOwner.Guest(1), bench.Queue.Residue);
    }

    [Fact]
    public void A_refused_request_leaves_no_residue()
    {
        var bench = new Bench();
        bench.Queue.Busy = true;
        Assert.Equal(ResponseCode.Busy, bench.Nqap().ResponseCode);
        Assert.Equal(ApOwner.None, bench.Queue.Residue);
    }

    [Fact]
    public void A_part_of_a_reply_leaves_it_in_the_queue()
    {
        var bench = new Bench();
        bench.Nqap(5);
        bench.Process();
        var before = bench.Queue;
        Assert.Equal(ResponseCode.Normal, QueueMachine.DqapPart(bench.Queue, bench.Facts, out var psmid).ResponseCode);
        Assert.Equal(5, psmid);
        Assert.Equal(before, bench.Queue);
    }

    [Fact]
    public void A_fifo_rebuilt_from_its_tags_is_the_same_at_every_count()
    {
        var fifo = default(PsmidFifo);
        for (var count = 0; count <= PsmidFifo.Capacity; count++)
        {
            Assert.Equal(fifo, new PsmidFifo(fifo.Tags, fifo.Count));
            Assert.Equal(fifo, new PsmidFifo(fifo.Tags | (count < 16 ? ulong.MaxValue << (4 * count) : 0), count));
            Assert.Equal(count, fifo.Count);
            if (count > 0)
                Assert.Equal((byte)(15 - (count - 1)), fifo.At(count - 1));
            if (count < PsmidFifo.Capacity)
                fifo.Push((byte)(15 - count));
        }

        Assert.Equal("[f e d c b a 9 8 7 6 5 4 3 2 1 0]", fifo.ToString());
    }
}
