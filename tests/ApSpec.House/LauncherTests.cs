namespace ApSpec.House;

public sealed class LauncherTests : IDisposable
{
    private const string Building = "apspec: building ApSpec (once)...\n";

    // Stands in for dotnet: counts builds in the file `builds`, and says what it was asked to run.
    private const string Dotnet = """
        case $1 in
            --version) echo 10.0.401 ;;
            --list-runtimes) echo 'Microsoft.NETCore.App 10.0.12 [/usr/share]' ;;
            build) sleep 0.2; echo noise; echo once >> builds; mkdir -p src/ApSpec.Cli/bin/Release/net10.0
                touch src/ApSpec.Cli/bin/Release/net10.0/apspec.dll ;;
            *.dll) shift; printf '<%s>' "$@" ;;
        esac
        """;

    private readonly ScriptSandbox sandbox = new("apspec");

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task The_first_launch_builds_and_the_second_only_runs()
    {
        sandbox.StandIn("dotnet", Dotnet);

        Assert.Equal((0, "<check><a b>", Building), await sandbox.Run("apspec", "check", "a b"));
        Assert.Equal((0, "<check>", ""), await sandbox.Run("apspec", "check"));
    }

    [Fact]
    public async Task Bench_builds_and_runs_the_benchmark_alone()
    {
        sandbox.StandIn("dotnet", Dotnet.Replace("src/ApSpec.Cli", "bench/ApSpec.Bench", StringComparison.Ordinal)
            .Replace("apspec.dll", "ApSpec.Bench.dll", StringComparison.Ordinal));
        sandbox.Write("bench/ApSpec.Bench/Program.cs", "");
        const string building = "apspec: building ApSpec and its benchmark (once)...\n";

        Assert.Equal((0, "<peers><--rounds><1>", building), await sandbox.Run("apspec", "bench", "--rounds", "1"));
        Assert.Equal((0, "<peers>", ""), await sandbox.Run("apspec", "bench"));
        sandbox.Write("bench/ApSpec.Bench/Program.cs", "changed");
        Assert.Equal((0, "<peers>", building), await sandbox.Run("apspec", "bench"));
    }

    [Theory]
    [InlineData("src/ApSpec.Cli/Program.cs")]
    [InlineData("spec/ApSpec.Rules/New.cs")]
    public async Task A_changed_or_new_source_builds_again(string path)
    {
        sandbox.StandIn("dotnet", Dotnet);
        await sandbox.Run("apspec", "check");
        sandbox.Write(path, "changed");

        Assert.Equal((0, "<check>", Building), await sandbox.Run("apspec", "check"));
    }

    [Fact]
    public async Task A_deleted_source_builds_again()
    {
        sandbox.StandIn("dotnet", Dotnet);
        await sandbox.Run("apspec", "check");
        File.Delete(sandbox.Full("src/ApSpec.Cli/Program.cs"));

        Assert.Equal((0, "<check>", Building), await sandbox.Run("apspec", "check"));
    }

    [Fact]
    public async Task Launches_at_once_build_once()
    {
        sandbox.StandIn("dotnet", Dotnet);

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sandbox.Run("apspec", "check")));

        Assert.All(runs, r => Assert.Equal((0, "<check>"), (r.ExitCode, r.Out)));
        Assert.Single(await File.ReadAllLinesAsync(sandbox.Full("builds")));
    }

    [Fact]
    public async Task A_launch_through_symlinks_finds_the_checkout()
    {
        sandbox.StandIn("dotnet", Dotnet);
        File.CreateSymbolicLink(sandbox.Full("path/one"), "../apspec");
        File.CreateSymbolicLink(sandbox.Full("two"), sandbox.Full("path/one"));

        Assert.Equal((0, "<check>", Building), await sandbox.Run("two", "check"));
    }

    [Fact]
    public async Task A_missing_dotnet_is_one_line_and_exit_2()
    {
        Assert.Equal(
            (2, "", "apspec: found no dotnet on PATH, but the .NET SDK 10.0.100 or a later 10.0.x is needed\n"),
            await sandbox.Run("apspec", "check"));
    }

    [Fact]
    public async Task An_old_sdk_is_one_line_and_exit_2()
    {
        sandbox.StandIn("dotnet", "case $1 in --list-sdks) echo '8.0.404 [/opt]'; echo '9.0.100 [/opt]' ;; *) exit 145 ;; esac");

        Assert.Equal(
            (2, "", Building + "apspec: found .NET SDK 8.0.404 9.0.100, but building needs 10.0.100 or a later 10.0.x\n"),
            await sandbox.Run("apspec", "check"));
    }

    [Fact]
    public async Task A_failing_build_prints_its_errors_once_exits_3_and_is_tried_again()
    {
        sandbox.StandIn("dotnet", """
            case $1 in build) echo noise; echo 'A.cs(1,2): error CS1: bad'; echo 'A.cs(1,2): error CS1: bad'; exit 1 ;; esac
            """);
        var failed = (3, "", Building + "A.cs(1,2): error CS1: bad\napspec: the build failed\n");

        Assert.Equal(failed, await sandbox.Run("apspec", "check"));
        Assert.Equal(failed, await sandbox.Run("apspec", "check"));
    }
}
