using System.Text.Json;
using ApSpec.RealDriver.Run;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;

namespace ApSpec.RealDriver.Tests.Worker;

public sealed class RunFolderTests
{
    [Fact]
    public void A_run_leaves_nothing_behind()
    {
        string path;
        using (var folder = RunFolder.Create())
        {
            path = folder.Path;
            folder.Write("heartbeat", new byte[8]);
            Assert.True(File.Exists(folder.At("heartbeat")));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void The_folder_is_its_users_alone()
    {
        using var folder = RunFolder.Create();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_TMPDIR()
    {
        using var folder = RunFolder.Create();

        var refused = Assert.Throws<IOException>(() => folder.Write("no/heartbeat", new byte[8]));

        Assert.StartsWith($"TMPDIR {Path.GetTempPath()}: cannot be written: ", refused.Message, StringComparison.Ordinal);
    }

    // What the worker program cannot do is no death of the driver: nothing of it ran.
    [Fact]
    public void A_worker_that_does_not_begin_is_told_with_its_own_words()
    {
        var built = new BuiltDriver("tree", "6.12", new string('0', BuiltDriver.HashDigits), "nowhere.so", default, new CoreFacts(true, true, true, AsksForAny: false, HasOverride: false), [], []);
        using var engine = new DriverEngine(
            new DriverSubject(built), Builds.Tool with { Arguments = [.. Builds.Tool.Arguments, "worker", JsonSerializer.Serialize(built)] }, 1);

        var refused = Assert.Throws<IOException>(() => engine.Replay(LoadedDriver.Trace("scope mdevs=1 kvms=1\ncreate m0\n"), RuleBook.All));

        Assert.Contains("a worker process does not begin", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.so", refused.Message, StringComparison.Ordinal);
    }
}
