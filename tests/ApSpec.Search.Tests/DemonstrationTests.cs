using ApSpec.Search.Museum;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

public sealed class DemonstrationTests
{
    [Fact]
    public void A_revision_with_the_defect_shows_it_at_a_step_and_one_without_goes_the_same_way_past_it()
    {
        var exhibit = Exhibits.Find("B1")!;
        var witness = Witness.Find(exhibit, Era.Notifier).Single(one => one.Name == "B1-null-keeps-reference-and-hook");

        var models = Demonstration.Run(witness, exhibit, Era.Notifier, Era.Notifier);

        var shown = models.Single(model => model.Revision == "v5.10");
        Assert.Equal(4, shown.Step);
        Assert.Equal(["KVM-01@4", "HOOK-01@4"], shown.Violations.Select(one => one.ToString()));
        var mended = models.Single(model => model.Revision == "v5.11");
        Assert.Empty(mended.Violations);
        Assert.Equal(shown.Results.AsEnumerable(), mended.Results);
        Assert.Contains("KVM-01", mended.Witnessed);
    }

    [Fact]
    public void A_revision_of_another_kernel_is_no_model_for_it()
    {
        var exhibit = Exhibits.Find("B1")!;

        var models = Witness.Find(exhibit, Era.OpenDevice).SelectMany(witness => Demonstration.Run(witness, exhibit, Era.OpenDevice, Era.OpenDevice));

        Assert.DoesNotContain(models, model => exhibit.Affected.Contains(model.Revision));
    }
}
