using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

/// <summary>What 20,000 traces of 30 operations contain: nothing that can happen is left out, nothing that cannot happen is in.</summary>
public sealed class DistributionTests
{
    private const int Traces = 20_000;
    private const int Length = 30;

    [Fact]
    public void Every_kind_has_at_least_one_operation_in_five_hundred()
    {
        var scope = Scopes.Two("profile=hostile");
        var counts = Alphabet.Forms(scope).ToDictionary(form => form.Kind, _ => 0);
        ForEach(scope, Weights.Hostile, op => counts[op.Kind]++);

        Assert.All(counts, pair => Assert.True(pair.Value >= Traces * Length / 500, $"{pair.Key}: {pair.Value}"));
    }

    [Fact]
    public void The_lifecycle_is_at_least_a_third_of_all_operations()
    {
        var lifecycle = 0;
        ForEach(Scopes.Two(), Weights.Core, op => lifecycle += op.Kind <= OperationKind.SetKvm ? 1 : 0);

        Assert.InRange(lifecycle, Traces * Length / 3, Traces * Length * 2 / 3);
    }

    [Fact]
    public void The_core_profile_has_no_bare_notification()
    {
        ForEach(Scopes.Two(), Weights.Core, op => Assert.NotEqual(OperationKind.Notify, op.Kind));
    }

    [Fact]
    public void Every_operation_of_the_alphabet_occurs()
    {
        var scope = Scopes.Two("profile=hostile");
        var missing = Alphabet.Of(scope).ToHashSet();
        ForEach(scope, Weights.Hostile, op => missing.Remove(op));

        Assert.Empty(missing.Select(op => op.ToString()));
    }

    [Fact]
    public void Every_failing_point_occurs()
    {
        var seen = new HashSet<(OperationKind, FailPoint)>();
        ForEach(Scopes.Two(), Weights.Core, op => seen.Add((op.Kind, op.Fail)));

        Assert.Superset(
            new HashSet<(OperationKind, FailPoint)>
            {
                (OperationKind.Create, FailPoint.Alloc),
                (OperationKind.Open, FailPoint.Module),
                (OperationKind.Open, FailPoint.Group),
                (OperationKind.Open, FailPoint.Iommu),
                (OperationKind.GetInfo, FailPoint.Argsz),
                (OperationKind.Bind, FailPoint.Alloc),
            },
            seen);
    }

    [Fact]
    public void Values_beyond_the_representatives_occur()
    {
        var amounts = new HashSet<(OperationKind, byte)>();
        var addresses = new HashSet<uint>();
        var functions = new HashSet<HwFunction>();
        ForEach(Scopes.Two(), Weights.Core, op =>
        {
            amounts.Add((op.Kind, op.Amount));
            addresses.Add(op.Address);
            if (op.Kind == OperationKind.HwAnswer)
                functions.Add(op.Function);
        });

        Assert.All(Enumerable.Range(1, 15), n => Assert.Contains((OperationKind.DmaUnmap, (byte)n), amounts));
        Assert.All(Enumerable.Range(1, 7), n => Assert.Contains((OperationKind.Nqap, (byte)n), amounts));
        Assert.All(Enumerable.Range(1, Ticks.Max), n => Assert.Contains((OperationKind.Advance, (byte)n), amounts));
        Assert.All(Enumerable.Range(1, Ticks.Max), n => Assert.Contains((OperationKind.HwDuration, (byte)n), amounts));
        Assert.Contains((OperationKind.HwAnswer, Ticks.Always), amounts);
        Assert.Superset(new HashSet<uint> { 0, 0x12000, 0x12080, 0x13000, 0x13080, 0x14000 }, addresses);
        Assert.Equal(Enum.GetValues<HwFunction>().Length, functions.Count);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("masks")]
    [InlineData("control")]
    [InlineData("irq")]
    [InlineData("messages")]
    [InlineData("reset")]
    [InlineData("binding")]
    [InlineData("hw")]
    [InlineData("vmfds")]
    [InlineData("locks")]
    [InlineData("failures")]
    [InlineData("descriptors")]
    public void A_scope_of_one_feature_has_every_kind_of_it_and_none_of_another(string feature)
    {
        var scope = Scopes.Of($"mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features={feature}");
        var seen = new HashSet<OperationKind>();
        ForEach(scope, Weights.Core, op => seen.Add(op.Kind));

        Assert.Equal(Alphabet.Of(scope).Select(op => op.Kind).Distinct(), seen.Order());
    }

    [Fact]
    public void A_full_scope_names_every_adapter_and_domain_and_the_assigned_ones_most()
    {
        var adapters = new HashSet<byte>();
        var domains = new HashSet<byte>();
        var (aqic, hits) = (0, 0);
        var named = new HashSet<(string, byte)>();
        var decoder = new TraceDecoder(Scopes.Full, Weights.Core);
        var into = new Operation[Length];
        var choices = new Xoshiro(12);
        for (var i = 0; i < 2_000; i++)
        {
            decoder.Decode(choices, into);
            named.Clear();
            foreach (var op in into)
            {
                if (op.Kind == OperationKind.AqicEnable)
                {
                    aqic++;
                    hits += named.Contains(("a", op.Apid.Value)) && named.Contains(("d", op.Apqi.Value)) ? 1 : 0;
                }

                if (op.Kind == OperationKind.AssignAdapter)
                    named.Add(("a", op.Apid.Value));
                if (op.Kind == OperationKind.AssignDomain)
                    named.Add(("d", op.Apqi.Value));
                adapters.Add(op.Apid.Value);
                domains.Add(op.Apqi.Value);
            }
        }

        Assert.Equal((256, 256), (adapters.Count, domains.Count));
        Assert.True(hits * 10 >= aqic, $"{hits} of {aqic} aqic_enable name an assigned queue");
    }

    private static void ForEach(Scope scope, Weights weights, Action<Operation> see)
    {
        var decoder = new TraceDecoder(scope, weights);
        var choices = new Xoshiro(2026);
        var into = new Operation[Length];
        for (var i = 0; i < Traces; i++)
        {
            decoder.Decode(choices, into);
            foreach (var op in into)
                see(op);
        }
    }
}
