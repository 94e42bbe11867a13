using ApSpec.RealDriver.Tests.NotifierEra;
using ApSpec.Search.Museum;

namespace ApSpec.RealDriver.Tests.Museum;

/// <summary>The known defects in Debian's 5.10, which never got the patch of the thread, and in the same tree with versions of it.</summary>
[Trait("Kind", "Long")]
public sealed class Museum5_10Tests(ThreadDrivers drivers) : IClassFixture<ThreadDrivers>
{
    [NotifierTreeFact]
    public void The_leak_of_the_thread_is_still_there_at_the_NULL_notification()
    {
        var cell = MuseumVisit.Of(drivers[ThreadDriver.AsItIs], "B1");

        Assert.Equal((CellStatus.Found, "KVM-01", 4, "set_kvm m0 null"), (cell.Status, cell.Rule, cell.Step, cell.Operation));
        Assert.StartsWith("vfio_ap_mdev_group_notifier (vfio_ap_ops.c:", cell.Places[0], StringComparison.Ordinal);
        Assert.Equal("f21916ec4826", Assert.Single(cell.Exhibit.FixedBy));
    }

    [NotifierTreeTheory]
    [InlineData("B1")]
    [InlineData("B1b")]
    [InlineData("B1c")]
    [InlineData("B9c")]
    public void With_the_patch_as_it_was_merged_it_is_mended(string bug)
    {
        Assert.Equal(CellStatus.Found, MuseumVisit.Of(drivers[ThreadDriver.AsItIs], bug).Status);
        Assert.Equal(CellStatus.Absent, MuseumVisit.Of(drivers[ThreadDriver.Merged], bug).Status);
    }

    // A patch that was only posted is still found by whoever has it in a tree.
    [NotifierTreeFact]
    public void A_defect_that_was_never_released_is_found_in_the_posted_patch_and_is_not_mended_elsewhere()
    {
        Assert.Equal("LOCK-01", MuseumVisit.Of(drivers[ThreadDriver.Version3], "B3").Rule);

        var cell = MuseumVisit.Of(drivers[ThreadDriver.AsItIs], "B3");
        Assert.Equal((CellStatus.CannotBeShown, "was posted and never released (patch-v3)"), (cell.Status, cell.Why));
    }

    [NotifierTreeTheory]
    [InlineData("B12", "came later, with v5.15")]
    [InlineData("B37", "its code is of another era: v6.0 to v6.16")]
    [InlineData("B5", "needs several calls at once: museum --threads")]
    public void What_cannot_be_shown_says_why(string bug, string why)
    {
        var cell = MuseumVisit.Of(drivers[ThreadDriver.AsItIs], bug);

        Assert.Equal((CellStatus.CannotBeShown, why), (cell.Status, cell.Why));
    }
}
