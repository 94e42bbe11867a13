using System.Text.Json;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A driver can write to the worker's pipe: a line that is no answer to the order is a death of the worker, no mistake of ours.</summary>
public sealed class ForgedReportTests
{
    private static readonly WorkerOrder Campaign = new(Campaign: new CampaignOrder("mdevs=1 kvms=1", ["KVM-01"], 1, 10, 60));
    private static readonly WorkerOrder Replay = new(Replay: new ReplayOrder("scope mdevs=1 kvms=1\ncreate m0\n", ["KVM-01"]));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"campaign":{"traces":1}}""")]
    [InlineData("""{"replay":{"text":"fine","violations":[],"isCutOff":false}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[null],"judged":[],"witnessed":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[{"rule":"KVM-99","seed":1,"trace":"x","isRefused":false}],"judged":[],"witnessed":[]}}""")]
    [InlineData("""{"campaign":{"traces":1,"steps":1,"cutBy":null,"hits":[],"judged":[],"witnessed":[]}}""")]
    public void A_line_that_does_not_answer_a_campaign_is_no_report(string line) => Assert.False(IsReport(line, Campaign));

    [Theory]
    [InlineData("""{"replay":{"text":"fine","violations":[{"rule":"NONE-01","step":1}],"isCutOff":false}}""")]
    [InlineData("""{"replay":{"text":null,"violations":[],"isCutOff":false}}""")]
    public void A_line_that_does_not_answer_a_replay_is_no_report(string line) => Assert.False(IsReport(line, Replay));

    [Fact]
    public void What_a_worker_says_is_one()
    {
        Assert.True(IsReport("""{"campaign":{"traces":1,"steps":1,"cutBy":{},"hits":[],"judged":[],"witnessed":[]}}""", Campaign));
        Assert.True(IsReport("""{"replay":{"text":"fine","violations":[{"rule":"KVM-01","step":1}],"isCutOff":false}}""", Replay));
    }

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
