using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Tests.Confinement;

/// <summary>What a patched driver can do to the machine of who reviews it: nothing, and it is told what became of it.</summary>
public sealed class HostileDriverTests(HostileDriver hostile) : IClassFixture<HostileDriver>
{
    [SandboxTheory]
    [InlineData('w', "write a file")]
    [InlineData('r', "read a file of the user's")]
    [InlineData('l', "write beside its library")]
    [InlineData('s', "connect to a port")]
    [InlineData('f', "start a process")]
    [InlineData('m', "take memory without end")]
    [InlineData('M', "take memory that no bound counts")]
    public void Code_that_runs_when_the_driver_is_loaded_cannot(char harm, string what)
    {
        var (report, error) = hostile.Load(harm);

        Assert.Null(report);
        Assert.True(error == $"its self-test while it loaded the driver: the process ended with {HostileDriver.Refused}", $"{what}: {error}");
        AssertUnharmed();
    }

    [SandboxTheory]
    [InlineData('w', "write a file")]
    [InlineData('s', "connect to a port")]
    [InlineData('f', "start a process")]
    [InlineData('m', "take memory without end")]
    public void A_call_cannot_either(char harm, string what)
    {
        var (replay, death) = hostile.Call(harm);

        Assert.Null(replay);
        Assert.True((death!.Cause, death.Trace.Operations.Length) == ($"the process ended with {HostileDriver.Refused}", 2), $"{what}: {death}");
        AssertUnharmed();
    }

    [SandboxTheory]
    [InlineData('e', "the process ended with 0")]
    [InlineData('a', "the process was killed by signal 6")]
    [InlineData('z', "did not end within 5 s")]
    [InlineData('t', "did not end within 5 s")]
    public void A_constructor_that_does_not_come_back_is_told_with_its_end(char harm, string end)
    {
        var (report, error) = hostile.Load(harm);

        Assert.Null(report);
        Assert.StartsWith($"its self-test while it loaded the driver: {end}", error, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [SandboxTheory]
    [InlineData('e', "the process ended with 0", false)]
    [InlineData('a', "the process was killed by signal 6", false)]
    [InlineData('t', "in one call for 12 s, waiting", true)]
    public void A_call_that_does_not_come_back_is_told_with_its_trace(char harm, string cause, bool isHang)
    {
        var (replay, death) = hostile.Call(harm);

        Assert.Null(replay);
        Assert.Equal((cause, isHang, 2), (death!.Cause, death.IsHang, death.Trace.Operations.Length));
    }

    // Seen for what they are: the same attempts succeed where nothing stops them.
    [SandboxTheory]
    [InlineData('w')]
    [InlineData('r')]
    [InlineData('s')]
    [InlineData('M')]
    public void Without_a_sandbox_it_can(char harm)
    {
        var (_, error) = hostile.Load(harm, Sandbox.Unsafe);

        Assert.Equal($"its self-test while it loaded the driver: the process ended with {HostileDriver.Done}", error);
        hostile.Undo();
    }

    [SandboxFact]
    public void Memory_is_bounded_without_a_sandbox_too()
    {
        var (_, error) = hostile.Load('m', Sandbox.Unsafe.WithMemory(HostileDriver.MemoryMax));

        Assert.EndsWith($"the process ended with {HostileDriver.Refused}", error, StringComparison.Ordinal);
    }

    [SandboxFact]
    public void What_a_driver_prints_is_no_report()
    {
        var (report, error) = hostile.Load('p');
        var (replay, death) = hostile.Call('p');

        Assert.True(report is not null, error);
        Assert.Equal(SelfTest.Count, report.Checks.Length);
        Assert.All(report.Checks, check => Assert.Null(check.Failure));
        Assert.True(replay is not null, death?.ToString());
        Assert.Equal(2, replay.Steps.Length);
    }

    private void AssertUnharmed()
    {
        Assert.False(File.Exists(hostile.Written));
        Assert.Equal("the user's own", File.ReadAllText(hostile.Secret));
        Assert.False(hostile.IsConnected);
    }
}
