using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class ToolRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Output_and_exit_code_are_kept_and_the_language_is_one()
    {
        var output = await Run("echo out; echo error >&2; echo $LC_ALL; exit 3", Limit);

        Assert.Equal((3, "out\nC\n", "error\n"), (output.Exit, output.Out, output.Error));
        Assert.False(output.IsOk);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended()
    {
        var output = await Run("echo begun; sleep 1000", TimeSpan.FromMilliseconds(300));

        Assert.Null(output.Exit);
        Assert.Contains("did not end within", output.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_whose_time_is_over_is_ended_and_none_is_begun_after_it()
    {
        var looks = 0;
        var sandbox = Sandbox.Unsafe.Until(() => Interlocked.Increment(ref looks) > 1);
        var program = new ConfinedProgram(ProgramKind.Compiler, "/bin/sh", ["-c", "sleep 1000"]);

        await Assert.ThrowsAsync<OperationCanceledException>(() => ToolRun.Run(sandbox, program, Limit));
        await Assert.ThrowsAsync<OperationCanceledException>(() => ToolRun.Run(sandbox, program, Limit));
    }

    [Fact]
    public async Task A_program_that_reads_gets_no_input() => Assert.True((await Run("cat", Limit)).IsOk);

    [Fact]
    public async Task A_program_that_prints_without_end_is_ended() =>
        Assert.NotEqual(0, (await Run("yes", Limit)).Exit);

    [Fact]
    public async Task What_commands_a_terminal_is_not_kept() => Assert.Equal("a?[2Jb\tc\n", (await Run("printf 'a\\033[2Jb\\tc\\n'", Limit)).Out);

    [Fact]
    public async Task A_missing_program_is_no_exception() =>
        Assert.True((await ToolRun.Run("no-such-program", [], Path.GetTempPath(), Limit)).IsMissing);

    [Fact]
    public async Task Results_are_in_the_order_of_the_work()
    {
        const int Works = 20;
        var last = new TaskCompletionSource();
        if (Environment.ProcessorCount == 1)
            last.SetResult(); // one at a time: the first cannot wait for the last

        var results = await ToolRun.InParallel(Enumerable.Range(0, Works).Select(n => (Func<Task<int>>)(async () =>
        {
            if (n == 0)
                await last.Task;
            if (n == Works - 1)
                last.TrySetResult();
            return n;
        })));

        Assert.Equal(Enumerable.Range(0, Works), results);
    }

    private static Task<ToolOutput> Run(string script, TimeSpan limit) => ToolRun.Run("/bin/sh", ["-c", script], Path.GetTempPath(), limit);
}
