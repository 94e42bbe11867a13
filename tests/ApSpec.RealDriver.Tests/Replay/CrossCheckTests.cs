using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Replay;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>Recorded traces on this machine and, big-endian, on s390x.</summary>
public sealed class CrossCheckTests
{
    private const int RandomTraces = 32;

    [CrossTheory]
    [Trait("Kind", "Long")]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void What_can_be_seen_after_each_call_is_the_same_on_s390x(string version)
    {
        using var driver = new RecordedDriver(version);
        CallRecord[] records = [.. CrossTraces.Create(Vocabulary.Era.OpenDevice, RandomTraces).Select(trace => driver.Record(trace.Trace, trace.Name))];
        var here = driver.Program(Flavour.Replay, "gcc", null, records).RunAll(records.Length, showsLedger: true);
        var there = driver.Program(Flavour.Replay, CrossMachine.Cc, CrossMachine.Emulator, records).RunAll(records.Length, showsLedger: true);

        var result = CrossResult.Compare(records, here, there);

        Assert.Empty(result.Differences);
        Assert.Equal(RandomTraces + 1, result.Traces);
        Assert.Equal(records.Sum(record => record.Operations), result.Operations);
        Assert.True(result.Fields > 10_000, $"{result.Fields} fields were compared");
    }

    [KernelTreeTheory]
    [InlineData("6.12")]
    public void A_field_that_differs_is_named_with_its_call(string version)
    {
        using var driver = new RecordedDriver(version);
        var record = driver.RecordFile("happy-path");
        var here = new ReplayRun(0, "call 1: create m0\n  = 0\n  m0 life=1 apm=1\nend\n", "");
        var there = here with { Calls = here.Calls.Replace("apm=1", "apm=8000", StringComparison.Ordinal) };

        var result = CrossResult.Compare([record, record], [here, here], [here, there]);

        Assert.Equal((1, 2L), (result.Traces, result.Fields));
        Assert.Equal(new CrossDifference("happy-path", "call 1: create m0", "  m0 life=1 apm=1", "  m0 life=1 apm=8000"), Assert.Single(result.Differences));
    }

    [Fact]
    public void A_compiler_that_is_missing_is_named_with_how_to_install_it()
    {
        var missing = CrossMachine.Missing(cc: "no-such-gcc");

        Assert.StartsWith("no-such-gcc: cannot be run", missing, StringComparison.Ordinal);
        Assert.Contains("apt install gcc-s390x-linux-gnu", missing, StringComparison.Ordinal);
    }
}
