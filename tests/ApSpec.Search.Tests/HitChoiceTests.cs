using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>Which hits of a rule and kind of operation are looked at.</summary>
public sealed class HitChoiceTests
{
    [Fact]
    public void At_most_sixteen_are_looked_at() =>
        Assert.Equal(HitChoice.HitsMax, HitChoice.Choose(Enumerable.Range(0, 40).Select(i => Hit((ulong)i, 1))).Length);

    [Fact]
    public void Each_shape_comes_before_a_second_of_any_and_the_shortest_of_each()
    {
        CampaignHit[] hits = [Hit(1, 1, "06"), Hit(1, 2), .. Enumerable.Range(2, 15).Select(i => Hit((ulong)i, 9))];

        var chosen = HitChoice.Choose(hits);

        Assert.Equal(16, chosen.Length);
        Assert.Equal(16, chosen.Select(hit => hit.Shape).Distinct().Count());
        Assert.Same(hits[0], chosen.Single(hit => hit.Shape == 1));
    }

    [Fact]
    public void One_of_each_other_scope_is_added_while_there_is_room()
    {
        CampaignHit[] hits = [Hit(1, 1), Hit(1, 2, "06"), Hit(1, 3, "06")];

        Assert.Equal(hits[..2], HitChoice.Choose(hits.Reverse()));
    }

    private static CampaignHit Hit(ulong shape, int length, string adapter = "05") => new(
        Checks.RuleOf("KVM-01"), Checks.SetKvm, shape, (ulong)length,
        Checks.TraceOf($"mdevs=1 kvms=1 adapters={adapter} domains=0006", [.. Enumerable.Repeat("create m0", length)]));
}
