using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>
/// What the thread of December 2020 is about, on real code: Debian's 5.10, which never got the patch, and the same tree with the patch's
/// third version and with the patch as it was merged.
/// </summary>
[Trait("Kind", "Long")]
public sealed class Thread5_10Tests(ThreadDrivers drivers) : IClassFixture<ThreadDrivers>
{
    private const string NullKeepsTheGuest = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0
        set_kvm m0 null
        """;

    private const string SecondMdev = """
        scope mdevs=2 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0
        create m1
        open m1
        set_kvm m1 k0
        """;

    [NotifierTreeTheory]
    [InlineData(ThreadDriver.AsItIs, new[] { "KVM-01", "HOOK-01" })]
    [InlineData(ThreadDriver.Version3, new string[0])]
    [InlineData(ThreadDriver.Merged, new string[0])]
    public void The_guest_that_GROUP_DEL_takes_away_is_kept_before_the_patch_alone(ThreadDriver driver, string[] violated)
    {
        Assert.Equal([[], [], [], violated], Violations(driver, NullKeepsTheGuest));
    }

    [NotifierTreeTheory]
    [InlineData(ThreadDriver.AsItIs, new string[0])]
    [InlineData(ThreadDriver.Version3, new[] { "LOCK-01" })]
    [InlineData(ThreadDriver.Merged, new string[0])]
    public void A_refused_mdev_unlocks_twice_in_the_third_version_alone(ThreadDriver driver, string[] violated)
    {
        Assert.Equal([[], [], [], [], [], violated], Violations(driver, SecondMdev));
    }

    [NotifierTreeTheory]
    [InlineData(ThreadDriver.AsItIs, NullKeepsTheGuest, "KVM-01", 4)]
    [InlineData(ThreadDriver.Version3, SecondMdev, "LOCK-01", 6)]
    public void No_shorter_trace_shows_it(ThreadDriver driver, string trace, string rule, int length)
    {
        var shortest = new Minimizer(drivers[driver].Subject, new SearchLimits(100_000))
            .Minimize(LoadedDriver.Trace(trace), RuleBook.All.Single(one => one.Id == rule))!;

        Assert.Equal(length, shortest.Trace.Operations.Length);
        Assert.Equal(Minimality.Proven, shortest.Minimality);
    }

    // Two drivers of one tree are told apart by the trace of the patch, and by nothing shorter.
    [NotifierTreeFact]
    public void The_difference_that_the_patch_makes_is_the_guest_that_it_gives_back()
    {
        var (before, after) = (drivers[ThreadDriver.AsItIs], drivers[ThreadDriver.Merged]);
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=none", out _)!;

        var found = new DifferenceCampaign(before.Subject, after.Subject, new DriverDifference(before.Built, after.Built).IsCompared)
            .Run(scope, new CampaignOptions(Traces: 500)).Found;

        Assert.Contains(found, one => one.Trace.Operations is [_, _, _, { Kind: OperationKind.SetKvm, Kvm: null }]);
        Assert.DoesNotContain(found, one => one.Trace.Operations.Length < 4);
    }

    private string[][] Violations(ThreadDriver driver, string trace) =>
        [.. drivers[driver].Run(LoadedDriver.Trace(trace)).Select(step => step.Violated.ToArray())];
}
