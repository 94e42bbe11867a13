using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

public sealed class TraceDecoderTests
{
    [Fact]
    public void One_seed_gives_the_text_it_always_gave()
    {
        var scope = Scopes.Of("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq");

        var trace = new TraceDecoder(scope, Weights.Core).DecodeTrace(new Xoshiro(1), 16);

        Assert.Equal(
            """
            scope mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq
            create m1
            assign_adapter m1 05
            assign_domain m1 0006
            create m0
            open m1
            dma_unmap m1 iova=0x12000 pages=2
            set_kvm m1 k0
            set_kvm m0 k0
            set_kvm m0 null
            release m0
            open m0
            set_kvm m1 null
            advance 20ms
            set_kvm m0 k0
            unassign_adapter m1 05
            open m1

            """.ReplaceLineEndings("\n"), trace.ToString());
    }

    [Fact]
    public void The_direct_path_and_the_interface_path_decode_alike()
    {
        var decoder = new TraceDecoder(Scopes.Two(), Weights.Core);
        var direct = new Operation[50];
        decoder.Decode(new Xoshiro(5), direct);

        Assert.Equal(direct, decoder.DecodeTrace(new RecordingChoices(new Xoshiro(5)), 50).Operations);
    }

    [Fact]
    public void A_decoder_begins_each_trace_anew()
    {
        var decoder = new TraceDecoder(Scopes.Two(), Weights.Core);
        var first = decoder.DecodeTrace(new Xoshiro(6), 30);
        decoder.DecodeTrace(new Xoshiro(7), 30);

        Assert.Equal(first, decoder.DecodeTrace(new Xoshiro(6), 30));
    }

    [Fact]
    public void A_dry_source_ends_the_trace()
    {
        var trace = new TraceDecoder(Scopes.Two(), Weights.Core).DecodeTrace(new ListChoices([3, 1, 4, 1, 5]), 100);

        Assert.InRange(trace.Operations.Length, 1, 5);
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void No_operation_is_refused_by_its_scope(string text)
    {
        var scope = Scopes.Of(text);
        foreach (var weights in Weights.All)
        {
            var decoder = new TraceDecoder(scope, weights);
            var choices = new Xoshiro(8);
            for (var i = 0; i < 20_000; i++)
            {
                var op = decoder.Next(choices);
                Assert.True(scope.Refusal(op) is null, $"{weights.Name}: {op}: {scope.Refusal(op)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ManyScopes))]
    public void Every_operation_prints_and_parses_back(string text)
    {
        var decoder = new TraceDecoder(Scopes.Of(text), Weights.Core);
        var choices = new Xoshiro(9);
        for (var i = 0; i < 5_000; i++)
        {
            var op = decoder.Next(choices);
            var back = OperationSyntax.Parse(op.ToString(), out var error);
            Assert.True(back == op, $"{op}: {error}");
        }
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoder = new TraceDecoder(Scopes.Full, Weights.Core);
        var choices = new Xoshiro(10);
        var into = new Operation[100];
        decoder.Decode(choices, into);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            choices.Reseed((ulong)i);
            decoder.Decode(choices, into);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public static TheoryData<string> ManyScopes() =>
    [
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=none",
        "mdevs=1 kvms=1 adapters=05 domains=0006 features=all",
        "mdevs=3 kvms=2 adapters=05,06 domains=0006,0007 features=all profile=hostile iscs=0,7 pages=0x0,0x7ffff",
        "mdevs=2 kvms=2 adapters=05,3f domains=0006,000f features=all format=1",
        "mdevs=2 kvms=2 adapters=05 domains=0006 features=all crycbd=off gisa=off instances=1 cap=7",
        "mdevs=8 kvms=8 adapters=all domains=all features=all profile=hostile",
    ];
}
