using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A command in a process of its own, with a shell in its place: what it printed is passed on, and its end is told.</summary>
public sealed class WatchedRunTests
{
    [Theory]
    [InlineData("exit 0", "the process ended with 0")]
    [InlineData("exit 1", "the process ended with 1")]
    [InlineData("kill -KILL $$", "the process was killed by signal 9")]
    [InlineData("kill -STOP $$", "in one call for 6 s, waiting")]
    public void An_end_that_the_command_does_not_tell_of_is_no_exit_code(string script, string death) => Assert.Equal(death, Run(script).Death);

    [Fact]
    public void What_it_prints_is_passed_on_without_what_commands_a_terminal()
    {
        var (_, output, error) = Run("printf 'a\\033[2Jb\\n'; printf '\\033]0;title\\007' >&2");

        Assert.Equal(("a?[2Jb\n", "?]0;title?"), (output, error));
    }

    [Fact]
    public void A_command_without_time_left_is_ended_and_what_it_printed_is_kept()
    {
        using var printed = new StringWriter();
        var tool = new ToolCommand("/bin/sh", ["-c", "echo begun; sleep 1000"]);

        var (_, death) = WatchedRun.Run(tool with { Sandbox = tool.Sandbox.Until(() => printed.ToString() == "begun\n") }, printed, TextWriter.Null);

        Assert.Equal(WatchedRun.Stopped, death);
    }

    private static (string? Death, string Out, string Error) Run(string script)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (_, death) = WatchedRun.Run(new ToolCommand("/bin/sh", ["-c", script]), output, error, TimeSpan.FromSeconds(1));
        return (death, output.ToString(), error.ToString());
    }
}
