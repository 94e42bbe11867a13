using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

public sealed class ShrinkTests
{
    private const string Everything =
        "mdevs=3 kvms=3 adapters=05,06 domains=0006,0007 features=all profile=hostile iscs=3,4 pages=0x12,0x13 cap=7 depth=3 instances=2";

    [Fact]
    public void A_candidate_is_a_trace_of_its_scope_and_never_larger()
    {
        for (var seed = 1u; seed <= 30; seed++)
        {
            var trace = Traces.Drawn(Everything, seed, 12);
            foreach (var candidate in Shrink.Candidates(trace))
            {
                Assert.All(candidate.Operations, operation => Assert.Null(candidate.Scope.Refusal(operation)));
                Assert.True(candidate.Operations.Length <= trace.Operations.Length);
                Assert.NotEqual(trace, candidate);
                Assert.True(Size(candidate).CompareTo(Size(trace)) < 0, $"{trace}\nbecame\n{candidate}");
            }
        }
    }

    [Fact]
    public void A_printed_candidate_reads_back()
    {
        for (var seed = 1u; seed <= 10; seed++)
        {
            foreach (var candidate in Shrink.Candidates(Traces.Drawn(Everything, seed, 12)))
            {
                var text = System.Text.Encoding.UTF8.GetBytes(candidate.ToString());
                Assert.Equal(candidate, TraceFile.Parse("candidate", text, out _)!.Trace);
            }
        }
    }

    [Fact]
    public void Chunks_singles_and_pairs_are_left_out()
    {
        var trace = Traces.Of(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k0;set_kvm m0 null;release m0;remove m0");
        var lengths = Shrink.Candidates(trace).Where(c => c.Scope == trace.Scope).Select(c => c.ToString()).ToArray();

        for (var i = 0; i < trace.Operations.Length; i++)
        {
            Assert.Contains((trace with { Operations = trace.Operations.RemoveAt(i) }).ToString(), lengths);
            for (var j = i + 1; j < trace.Operations.Length; j++)
                Assert.Contains((trace with { Operations = trace.Operations.RemoveAt(j).RemoveAt(i) }).ToString(), lengths);
        }

        Assert.Contains((trace with { Operations = trace.Operations[..3] }).ToString(), lengths);
        Assert.Contains((trace with { Operations = trace.Operations[3..] }).ToString(), lengths);
    }

    [Theory]
    [InlineData("ap_config m0 apm=05,06 aqm=0006 adm=none", "ap_config m0 apm=05 aqm=0006 adm=none")]
    [InlineData("ap_config m0 apm=05,06 aqm=0006 adm=none", "ap_config m0 apm=06 aqm=0006 adm=none")]
    [InlineData("ap_config m0 apm=06 aqm=0006,0007 adm=0006,0007", "ap_config m0 apm=06 aqm=0006,0007 adm=0007")]
    [InlineData("ap_config m0 apm=06 aqm=0006 adm=none", "ap_config m0 apm=none aqm=0006 adm=none")]
    [InlineData("ap_config m0 apm=06 aqm=0007 adm=0007", "ap_config m0 apm=06 aqm=0006 adm=0006")]
    [InlineData("ap_config m0 apm=05,06 aqm=0007 adm=0007", "ap_config m0 apm=05 aqm=0007 adm=0007")]
    public void Masks_that_are_written_lose_ids_and_get_lower_ones(string written, string simpler)
    {
        var trace = Traces.Of(Everything, written);

        Assert.Contains(Shrink.Candidates(trace), c => c.Operations is [var only] && only.ToString() == simpler);
    }

    [Fact]
    public void Ids_of_written_masks_stay_in_the_scope()
    {
        var trace = Traces.Of(Everything, "ap_config m0 apm=06 aqm=0007 adm=none");

        var first = Shrink.Candidates(trace).First();

        Assert.Equal(trace.Operations, first.Operations);
        Assert.Equal("06", first.Scope.Adapters.Single().ToString());
        Assert.Equal("0007", first.Scope.Domains.Single().ToString());
    }

    [Fact]
    public void The_largest_chunk_comes_first()
    {
        var trace = Traces.Drawn(Everything, 3, 16);

        Assert.Equal(8, Shrink.Candidates(trace).First().Operations.Length);
    }

    [Fact]
    public void Pairs_of_a_long_trace_are_not_tried()
    {
        var trace = Traces.Drawn(Traces.Lifecycle, 3, Shrink.PairsLengthMax + 2);
        var pairs = Shrink.Candidates(trace).Count(candidate => candidate.Operations.Length == trace.Operations.Length - 2);

        Assert.True(pairs <= trace.Operations.Length, $"{pairs} candidates are shorter by two");
    }

    [Theory]
    [InlineData(Traces.Lifecycle, "create m1;open m1;set_kvm m1 k0", "create m0;open m0;set_kvm m0 k0")]
    [InlineData(Traces.Lifecycle, "create m0;open m0;set_kvm m0 k1", "create m0;open m0;set_kvm m0 k0")]
    [InlineData(Traces.Lifecycle, "create m1;create m0;open m1", "create m0;create m1;open m0")]
    [InlineData("mdevs=1 kvms=1 features=failures", "open m0 fail=iommu", "open m0")]
    [InlineData("mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks", "assign_adapter m0 06", "assign_adapter m0 05")]
    [InlineData("mdevs=1 kvms=1 features=irq pages=0x12,0x13", "aqic_enable k0 05.0006 isc=3 nib=0x13000",
        "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("mdevs=1 kvms=1 features=irq,hw", "advance 60ms", "advance 20ms")]
    [InlineData("mdevs=1 kvms=1 features=descriptors", "map m0 iova=0x12000 pages=1 readonly", "map m0 iova=0x12000 pages=1")]
    [InlineData("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,text", "assign_adapter m0 05 as=\"0x5\\n\"", "assign_adapter m0 05")]
    [InlineData("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,config,text", "ap_config m0 apm=none aqm=none adm=none as=upper",
        "ap_config m0 apm=none aqm=none adm=none")]
    public void Operands_become_simpler(string scope, string operations, string simpler) =>
        Assert.Contains(Traces.Of(scope, simpler), Shrink.Candidates(Traces.Of(scope, operations)));

    [Theory]
    [InlineData("mdevs=2 kvms=1 features=none", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=2 features=none", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=masks", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none profile=hostile", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none crycbd=off", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none gisa=off", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none cap=7", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none format=0", "mdevs=1 kvms=1 features=none")]
    [InlineData("mdevs=1 kvms=1 adapters=05,06 features=none", "mdevs=1 kvms=1 adapters=06 features=none")]
    [InlineData("mdevs=1 kvms=1 features=none instances=1", "mdevs=1 kvms=1 features=none")]
    public void Scopes_become_smaller(string scope, string smaller) =>
        Assert.Contains(Traces.Of(smaller, "create m0"), Shrink.Candidates(Traces.Of(scope, "create m0")));

    // Swapping m0 and m1 must not write an mdev into operations that name none.
    [Fact]
    public void A_swap_of_ids_leaves_operations_without_them_alone()
    {
        const string scope = "mdevs=2 kvms=1 features=hw";
        var swapped = Traces.Of(scope, "create m0;advance 20ms;create m1");

        Assert.Contains(swapped, Shrink.Candidates(Traces.Of(scope, "create m1;advance 20ms;create m0")));
    }

    [Fact]
    public void What_an_operation_needs_stays_in_the_scope()
    {
        var trace = Traces.Of("mdevs=2 kvms=1 adapters=05,06 features=masks,irq", "create m1;assign_adapter m1 06");

        Assert.All(Shrink.Candidates(trace).Where(c => c.Operations.Length == 2), candidate =>
        {
            Assert.True(candidate.Scope.Has(Features.Masks));
            Assert.True(candidate.Scope.Mdevs == 2 || candidate.Operations[0].Mdev.Value == 0);
        });
    }

    // Whichever candidate is taken, shrinking comes to an end: here the last one always, which changes least.
    [Fact]
    public void Shrinking_ends_whichever_candidate_is_taken()
    {
        const int stepsMax = 2000;
        for (var seed = 1u; seed <= 5; seed++)
        {
            var trace = Traces.Drawn(Everything, seed, 10);
            var steps = 0;
            while (Shrink.Candidates(trace).LastOrDefault() is { } next)
            {
                trace = next;
                Assert.True(++steps < stepsMax, $"{trace}\nis still being shrunk");
            }
        }
    }

    // Fewer operations first; then the sum of what operations name; then the scope.
    private static (int Operations, long Operands, int Scope) Size(Trace trace)
    {
        var scope = trace.Scope;
        var size = scope.Mdevs + scope.Kvms + scope.Adapters.Length + scope.Domains.Length + scope.Iscs.Length + scope.Pages.Length
            + System.Numerics.BitOperations.PopCount((uint)scope.Features) + (scope.Profile == Profile.Hostile ? 1 : 0)
            + (scope.Crycbd ? 0 : 1) + (scope.Gisa ? 0 : 1) + (scope.Aiv ? 0 : 1) + (scope.Tearing ? 1 : 0) + scope.Instances + (scope.Cap == new Scope().Cap ? 0 : 1)
            + (scope.Depth == new Scope().Depth ? 0 : 1) + (scope.Format == new Scope().Format ? 0 : 1);
        var operands = 0L;
        for (var i = 0; i < trace.Operations.Length; i++)
        {
            var op = trace.Operations[i];
            var ids = op.Mdev.Value + (op.Kvm?.Value ?? 0) + op.Apid.Value + op.Apqi.Value + op.Isc + (op.Address >> 12) + op.Amount
                + (op.Fail == FailPoint.None ? 0 : 1);

            // Earlier operations weigh more, so that a swap of two ids which puts the lower first counts as smaller.
            operands += ids * (1L << (trace.Operations.Length - i));
        }

        return (trace.Operations.Length, operands, size);
    }
}
