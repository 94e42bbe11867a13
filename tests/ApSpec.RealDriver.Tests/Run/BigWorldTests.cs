using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>All 256 adapters and all 256 domains, for each compiled revision.</summary>
public sealed class BigWorldTests
{
    private static readonly Trace Life = TraceFile.Parse("", File.ReadAllBytes(Repository.File("tests/traces/driver/every-queue-ok-one-of-all.trace")), out _)!.Trace;

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Every_queue_is_what_it_is_in_the_model_after_each_step(string version) => CompareWithModel(version);

    [NotifierTreeFact]
    public void Every_queue_is_what_it_is_in_the_model_after_each_step_of_5_10() => CompareWithModel(KernelTrees.Notifier);

    [KernelTreeFact]
    public void A_place_that_is_returned_to_is_the_same_again()
    {
        using var driver = LoadedDriver.Of("6.12");
        var system = (RealDriverSystem)driver.Subject.Create(Life.Scope);
        var (first, rest) = (Life.Operations[..9], Life.Operations[9..]);
        foreach (var operation in first)
            system.Apply(operation);
        var mark = system.MarkAt(0);
        var before = (system.Hash, Words(system));

        foreach (var operation in rest)
            system.Apply(operation);
        var after = (system.Hash, Words(system));
        Assert.NotEqual(before, after);
        Assert.True(system.ReturnTo(0, mark));
        Assert.Equal(before, (system.Hash, Words(system)));
        foreach (var operation in rest)
            system.Apply(operation);

        Assert.Equal(after, (system.Hash, Words(system)));
    }

    [Fact]
    public void A_scope_that_memory_has_no_room_for_is_refused_with_what_it_has_and_what_is_allowed()
    {
        Assert.Null(ScopeBounds.Refusal(Life.Scope, 1L << 30));
        Assert.Equal(
            "it has 65,536 queues; a process has 256 MB here, and a compiled driver runs in at most 10,922 queues there",
            ScopeBounds.Refusal(Life.Scope, 256L << 20));
        Assert.Null(ScopeBounds.Refusal(LoadedDriver.Trace("scope mdevs=1 kvms=1\ncreate m0").Scope, 0));
    }

    private static void CompareWithModel(string version)
    {
        using var driver = LoadedDriver.Of(version);
        if (Catalog.ModelOf(driver.Built.Version) is not { } revision)
            return; // the package moved on
        var run = new Search.LockStep(new ModelSubject(revision), driver.Subject, Life.Scope);

        var difference = run.Run(Life);

        Assert.True(difference is null, difference is null ? "" : $"{difference.Trace}\n{string.Join('\n', difference.Texts)}");
        Assert.Equal(Life.Operations.Length, run.Steps);
    }

    private static string Words(RealDriverSystem system) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(system.Observe().Words)));
}
