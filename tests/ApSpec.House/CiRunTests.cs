namespace ApSpec.House;

public sealed class CiRunTests : IDisposable
{
    private const string Script = ".ci/run";
    private const string OneRan = "Passed!  - Failed:     0, Passed:     6, Skipped:     0, Total:     6, Duration: 1 s - One.dll (net10.0)";
    private const string TwoRan = "Passed!  - Failed:     0, Passed:    11, Skipped:     0, Total:    11, Duration: 1 m 2 s - Two.Tests.dll (net10.0)";
    private const string TwoSkippedOne = "Passed!  - Failed:     0, Passed:    10, Skipped:     1, Total:    11, Duration: 1 s - Two.Tests.dll (net10.0)";
    private const string TwoSkippedAll = "Skipped! - Failed:     0, Passed:     0, Skipped:    11, Total:    11, Duration: 1 s - Two.Tests.dll (net10.0)";
    private const string TwoFailed = "Failed!  - Failed:     2, Passed:     9, Skipped:     0, Total:    11, Duration: 1 s - Two.Tests.dll (net10.0)";
    private const string OneRanLong = "Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, Duration: 5 m 1 s - One.dll (net10.0)";
    private const string OneSkippedLong = "Passed!  - Failed:     0, Passed:     2, Skipped:     1, Total:     3, Duration: 5 m 1 s - One.dll (net10.0)";
    private const string OneEmptyLong = "No test matches the given testcase filter `Kind=Long` in One.dll";
    private const string TwoEmpty = "No test is available in Two.Tests.dll.";

    private readonly ScriptSandbox sandbox = new(Script);

    public CiRunTests()
    {
        sandbox.Write("tests/One/One.csproj", "");
        sandbox.Write("tests/Two.Tests/Two.Tests.csproj", "");
        sandbox.Write("apspec", "#!/bin/sh\n", executable: true);
        sandbox.Write(".ci/mainline", "#!/bin/sh\n", executable: true);
        sandbox.Write(".ci/exam", "#!/bin/sh\n", executable: true);
        sandbox.Write("docs/performance.md", "");
        sandbox.Write(".ci/crosscheck", "#!/bin/sh\n", executable: true);
        KernelSource(exitCode: 0);
        sandbox.StandIn("dpkg-query", "echo installed\n"); // nothing is installed for these tests
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task The_last_line_sums_the_projects_and_their_long_tests()
    {
        Assert.Equal((0, "20 passed, 0 failed"), await Run($"{OneRan}\n{TwoRan}"));
    }

    [Fact]
    public async Task A_project_may_have_long_tests_alone()
    {
        Assert.Equal((0, "14 passed, 0 failed"), await Run(TwoRan));
    }

    [Theory]
    [InlineData("", "17 passed, 0 failed")]
    [InlineData(OneEmptyLong, "17 passed, 0 failed")]
    [InlineData(OneSkippedLong, "19 passed, 0 failed, 1 skipped")]
    public async Task A_long_test_that_did_not_run_fails_the_run(string longLog, string lastLine)
    {
        Assert.Equal((1, lastLine), await Run($"{OneRan}\n{TwoRan}", longLog: longLog));
    }

    [Fact]
    public async Task Skipped_tests_are_named_and_fail_the_run()
    {
        Assert.Equal((1, "19 passed, 0 failed, 1 skipped"), await Run($"{OneRan}\n{TwoSkippedOne}"));
    }

    [Theory]
    [InlineData(3, "  Skipped ApSpec.Thread5_10Tests.A_test [1 ms]", 0)]
    [InlineData(0, "  Skipped ApSpec.Thread5_10Tests.A_test [1 ms]", 1)]
    [InlineData(1, "  Skipped ApSpec.Thread5_10Tests.A_test [1 ms]", 1)]
    [InlineData(3, "  Skipped ApSpec.OtherTests.A_test [1 ms]", 1)]
    [InlineData(3, "", 1)]
    public async Task Tests_of_a_kernel_may_be_skipped_when_the_mirror_has_it_no_more(int kernelExitCode, string skip, int exitCode)
    {
        KernelSource(kernelExitCode);

        Assert.Equal((exitCode, "19 passed, 0 failed, 1 skipped"), await Run($"{skip}\n{OneRan}\n{TwoSkippedOne}"));
    }

    [Fact]
    public async Task A_kernel_that_cannot_be_fetched_fails_the_run()
    {
        KernelSource(exitCode: 1);

        Assert.Equal((1, "20 passed, 0 failed"), await Run($"{OneRan}\n{TwoRan}"));
    }

    [Fact]
    public async Task A_failed_test_is_counted_and_fails_the_run()
    {
        Assert.Equal((1, "18 passed, 2 failed"), await Run($"{OneRan}\n{TwoFailed}", testExitCode: 1));
    }

    [Fact]
    public async Task A_failed_test_is_named_once_more_at_the_end()
    {
        var output = await Output($"  Failed ApSpec.Two.A_test [1 ms]\n  Error Message:\n   it is wrong\n{OneRan}\n{TwoFailed}", testExitCode: 1);

        Assert.Contains("Failed ApSpec.Two.A_test [1 ms]\n  Error Message:\n   it is wrong\n", output[output.LastIndexOf("\n== ", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OneRan + "\n" + TwoEmpty, "9 passed, 0 failed")]
    [InlineData(OneRan + "\n" + TwoSkippedAll, "9 passed, 0 failed, 11 skipped")]
    [InlineData("", "3 passed, 0 failed")]
    public async Task A_project_that_ran_no_test_fails_the_run_although_dotnet_exits_0(string log, string lastLine)
    {
        Assert.Equal((1, lastLine), await Run(log));
    }

    [Theory]
    [InlineData("restore", "0 passed, 0 failed")]
    [InlineData("build", "0 passed, 0 failed")]
    [InlineData("format", "20 passed, 0 failed")]
    public async Task A_failed_stage_fails_the_run_and_the_last_line_is_still_there(string stage, string lastLine)
    {
        Assert.Equal((1, lastLine), await Run($"{OneRan}\n{TwoRan}", failingStage: stage));
    }

    [Theory]
    [InlineData("docs")]
    [InlineData("check")]
    public async Task A_failed_command_fails_the_run(string command)
    {
        sandbox.Write("apspec", $"#!/bin/sh\n[ \"$1\" != {command} ]\n", executable: true);

        Assert.Equal((1, "20 passed, 0 failed"), await Run($"{OneRan}\n{TwoRan}"));
    }

    private void KernelSource(int exitCode) => sandbox.Write(".ci/kernel-source", $"#!/bin/sh\nexit {exitCode}\n", executable: true);

    private async Task<string> Output(string testLog, int testExitCode) => (await All(testLog, testExitCode)).Output;

    private async Task<(int ExitCode, string LastLine)> Run(
        string testLog, int testExitCode = 0, string failingStage = "none", string longLog = OneRanLong)
    {
        var (exitCode, output) = await All(testLog, testExitCode, failingStage, longLog);
        return (exitCode, output.TrimEnd('\n').Split('\n')[^1]);
    }

    private async Task<(int ExitCode, string Output)> All(
        string testLog, int testExitCode, string failingStage = "none", string longLog = OneRanLong)
    {
        sandbox.Write("test.log", testLog + "\n");
        sandbox.Write("long.log", longLog + "\n");
        sandbox.StandIn("dotnet", $"""
            case $* in
                test*Long.runsettings) cat long.log; exit 0 ;;
                test*) cat test.log; exit {testExitCode} ;;
                {failingStage}*) exit 1 ;;
            esac
            """);
        var (exitCode, output, _) = await sandbox.Run(Script);
        return (exitCode, output);
    }
}
