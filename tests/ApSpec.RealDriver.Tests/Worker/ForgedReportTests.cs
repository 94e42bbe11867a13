using System.Text.Json;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A driver can write to the worker's pipe: a line that is no answer to the order is a death of the worker, no mistake of ours.</summary>
public sealed class ForgedReportTests
{
    private static readonly WorkerOrder Campaign = new(Campaign: new CampaignOrder("mdevs=1 kvms=1", ["KVM-01"], 1, 10, 60));
    private static readonly WorkerOrder Shorten = new(Shorten: new ShortenOrder([], [], 1));
    private static readonly WorkerOrder Trial = new(Trial: new ReplayOrder("scope mdevs=1 kvms=1\ncreate m0\n", ["KVM-01"]));
    private static readonly WorkerOrder LockStep = new(LockStep: new LockStepOrder("6.12.117", "mdevs=1 kvms=1", 1, 10, 40));
    private static readonly WorkerOrder ThreadLockStep = new(ThreadLockStep: new ThreadLockStepOrder("6.12.117", 2, "few"));
    private static readonly WorkerOrder Replay = new(Replay: new ReplayOrder("scope mdevs=1 kvms=1\ncreate m0\n", ["KVM-01"]));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"campaign":{"traces":1}}""")]
    [InlineData("""{"replay":{"steps":[],"guest":[],"reservations":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[null],"judged":[],"witnessed":[],"orders":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[{"rule":"KVM-99","seed":1,"trace":"x","isRefused":false}],"judged":[],"witnessed":[],"orders":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":null,"hits":[],"judged":[],"witnessed":[],"orders":[]}}""")]
    [InlineData("""{"campaign":{"traces":-1,"steps":1,"cutBy":{},"hits":[],"judged":[],"witnessed":[],"orders":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{"a":9223372036854775807,"b":9223372036854775807},"hits":[],"judged":[],"witnessed":[],"orders":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[],"judged":[],"witnessed":[],"orders":[null]}}""")]
    public void A_line_that_does_not_answer_a_campaign_is_no_report(string line) => Assert.False(IsReport(line, Campaign));

    [Theory]
    [InlineData("""{"steps":null,"guest":[],"reservations":[]}""")]
    [InlineData("""{"steps":[null],"guest":[],"reservations":[]}""")]
    [InlineData("""{"steps":[STEP,STEP],"guest":[],"reservations":[]}""")]
    [InlineData("""{"steps":[],"guest":[null],"reservations":[]}""")]
    [InlineData("""{"steps":[],"guest":[{"step":1,"fact":{"kind":99}}],"reservations":[]}""")]
    [InlineData("""{"steps":[],"guest":[],"reservations":[null]}""")]
    [InlineData("""{"steps":[],"guest":[],"reservations":[{"rules":[null],"kind":"Unread","what":"x"}]}""")]
    [InlineData("""{"steps":[],"guest":[],"reservations":[{"rules":[],"kind":"Loud","what":"x"}]}""")]
    public void A_line_that_does_not_answer_a_replay_is_no_report(string replay) =>
        Assert.False(IsReport($"{{\"replay\":{replay.Replace("STEP", Step("KVM-01"), StringComparison.Ordinal)}}}", Replay));

    [Theory]
    [InlineData("NONE-01", "Returned", "References")]
    [InlineData("KVM-01", "Flown", "References")]
    [InlineData("KVM-01", "Returned", "Nowhere")]
    [InlineData("KVM-01", "Returned", "77")]
    public void A_step_that_names_what_there_is_not_is_no_report(string rule, string outcome, string column) =>
        Assert.False(IsReport($$$"""{"replay":{"steps":[{{{Step(rule, outcome, column)}}}],"guest":[],"reservations":[]}}""", Replay));

    [Fact]
    public void A_finding_without_a_step_is_no_report()
    {
        Assert.True(IsReport(Finding(Step("KVM-01")), Shorten));
        Assert.False(IsReport(Finding(""), Shorten));
    }

    [Theory]
    [InlineData("""{"trial":{"results":["0","0"],"violations":[],"witnessed":[]}}""")]
    [InlineData("""{"trial":{"results":[null],"violations":[],"witnessed":[]}}""")]
    [InlineData("""{"trial":{"results":["0"],"violations":[{"rule":"KVM-01","step":2,"places":[]}],"witnessed":[]}}""")]
    [InlineData("""{"trial":{"results":["0"],"violations":[{"rule":"HOOK-01","step":1,"places":[]}],"witnessed":[]}}""")]
    [InlineData("""{"trial":{"results":["0"],"violations":[{"rule":"KVM-01","step":1,"places":[null]}],"witnessed":[]}}""")]
    public void A_line_that_does_not_answer_a_trial_is_no_report(string line) => Assert.False(IsReport(line, Trial));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"lockStep":[null]}""")]
    [InlineData("""{"lockStep":[{"agreed":-1,"steps":1,"cutBy":{},"kinds":[],"leftOut":[]}]}""")]
    [InlineData("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{"a":9223372036854775807},"kinds":[],"leftOut":[]}]}""")]
    [InlineData("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{},"kinds":["Fly"],"leftOut":[]}]}""")]
    [InlineData("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{},"kinds":[],"leftOut":[null]}]}""")]
    [InlineData("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{},"kinds":[],"leftOut":[],"trace":"x","texts":[]}]}""")]
    [InlineData("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{},"kinds":[],"leftOut":[],"trace":"scope mdevs=1 kvms=1\ncreate m0\n"}]}""")]
    [InlineData("""{"threadLockStep":{"compared":1,"equal":1,"leftOut":0,"steps":1,"schedules":1,"differences":[]}}""")]
    public void A_line_that_does_not_answer_a_lock_step_is_no_report(string line) => Assert.False(IsReport(line, LockStep));

    [Theory]
    [InlineData("null")]
    [InlineData("""{"trace":"scope mdevs=1 kvms=1\ncreate m0\n","real":"","modelled":""}""")]
    public void Calls_at_once_that_cannot_be_read_are_no_report(string difference) => Assert.False(IsReport(
        $$$"""{"threadLockStep":{"compared":1,"equal":1,"leftOut":0,"steps":1,"schedules":1,"differences":[{{{difference}}}]}}""", ThreadLockStep));

    [Fact]
    public void What_a_worker_says_is_one()
    {
        Assert.True(IsReport("""{"trial":{"results":["0"],"violations":[{"rule":"KVM-01","step":1,"places":["f (a.c:1)"]}],"witnessed":["KVM-01"]}}""", Trial));
        Assert.True(IsReport("""{"lockStep":[{"agreed":1,"steps":1,"cutBy":{},"kinds":["Create"],"leftOut":[],"trace":"scope mdevs=1 kvms=1\ncreate m0\n","texts":["a"]}]}""", LockStep));
        Assert.True(IsReport("""{"threadLockStep":{"compared":1,"equal":1,"leftOut":0,"steps":1,"schedules":1,"differences":[]}}""", ThreadLockStep));
        Assert.True(IsReport("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[],"judged":[],"witnessed":[],"orders":[]}}""", Campaign));
        Assert.True(IsReport($$$"""{"replay":{"steps":[{{{Step("KVM-01")}}}],"guest":[],"reservations":[]}}""", Replay));
    }

    private static string Finding(string steps) =>
        $$$"""{"finding":{"rule":"KVM-01","seed":1,"foundIn":"mdevs=1 kvms=1","foundLength":1,"trace":"scope mdevs=1 kvms=1\ncreate m0\n","isRefused":false,"minimality":"Proven","proofStates":1,"steps":[{{{steps}}}],"path":[],"guest":[],"reservations":[]}}""";

    private static string Step(string rule, string outcome = "Returned", string column = "References") =>
        $$$"""{"outcome":"{{{outcome}}}","errno":"Ok","responseCode":0,"isInstruction":false,"references":"-","hook":"-","masks":"-","locks":"-","faults":[],"changes":[],"violations":[{"rule":"{{{rule}}}","column":"{{{column}}}","queue":-1}],"isCutOff":false}""";

    private static bool IsReport(string line, WorkerOrder order)
    {
        try
        {
            FindingTexts.Demand(WorkerJson.Read<WorkerReport>(line), order);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return false;
        }
    }
}
