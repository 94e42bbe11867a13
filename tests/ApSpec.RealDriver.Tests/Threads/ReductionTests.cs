using ApSpec.Check.Threads;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>
/// A search stops only where it matters who goes on: at locks, instructions, and memory that two threads use without a lock in common. Beside it a search that
/// stops at each load and store finds nothing else, and comes to no other end.
/// </summary>
public sealed class ReductionTests
{
    [KernelTreeTheory]
    [InlineData("6.12", "request")]
    [InlineData("6.12", "assign-assign")]
    [InlineData("6.12", "bind-status")]
    [InlineData("6.12", "two-opens")]
    [InlineData("6.12", "hook-removed")]
    [InlineData("6.1", "unmap")]
    public void It_leaves_out_nothing(string version, string set) => Compare(version, set);

    [NotifierTreeTheory]
    [InlineData("hook-removed")]
    [InlineData("two-ends")]
    [InlineData("attach-close")]
    [InlineData("two-unmaps")]
    public void It_leaves_out_nothing_of_5_10(string set) => Compare(KernelTrees.Notifier, set);

    private static void Compare(string version, string set)
    {
        using var driver = LoadedDriver.Of(version);
        var (few, all) = (new HashSet<string>(), new HashSet<string>());

        var reduced = Searches.Of(driver, set, 1, isWhole: false, run => few.Add(EndOf(run)));
        var whole = Searches.Of(driver, set, 1, isWhole: true, run => all.Add(EndOf(run)));

        Assert.Equal(Searches.Found(whole), Searches.Found(reduced));
        Assert.Equal(all.Order(StringComparer.Ordinal), few.Order(StringComparer.Ordinal));
        Assert.True(whole.IsExhaustiveTo(1) && reduced.IsExhaustiveTo(1));
        Assert.True(reduced.States < whole.States, $"{reduced.States} states, {whole.States} without a reduction");
    }

    private static string EndOf(ThreadRun run) => string.Join(' ', run.System.Observe().Words.ToArray().Select(word => $"{word:x}")
        .Concat(run.Threads.Select(thread => $"{thread.Begun} {thread.Result?.ToString() ?? "-"} {thread.WaitsFor}")));
}
