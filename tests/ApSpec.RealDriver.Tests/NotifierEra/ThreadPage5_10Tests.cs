using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>
/// docs/the-thread.md: what the commands on compiled drivers print, but for the hash of the sources. <c>UPDATE_GOLDEN=1</c> writes it.
/// </summary>
[Trait("Kind", "Long")]
public sealed partial class ThreadPage5_10Tests(ThreadDrivers drivers) : IClassFixture<ThreadDrivers>
{
    private const string Version = "5.10.262";

    private static readonly (string Name, ThreadDriver Driver)[] Trees =
        [("linux-5.10", ThreadDriver.AsItIs), ("linux-5.10-v3", ThreadDriver.Version3), ("linux-5.10-merged", ThreadDriver.Merged)];

    [NotifierTreeFact]
    public void Every_command_on_a_compiled_driver_prints_what_the_page_shows()
    {
        if (drivers[ThreadDriver.AsItIs].Built.Version != Version)
            return; // the package moved on: lines of its file moved, too
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.At("work"));
        foreach (var (name, driver) in Trees)
            Directory.CreateSymbolicLink(folder.At($"work/{name}"), drivers[driver].Built.Tree);
        Directory.CreateSymbolicLink(folder.At("work/tests"), Repository.File("tests"));
        var path = Repository.File("docs/the-thread.md");
        var page = File.ReadAllText(path);

        var actual = CommandPattern().Replace(page, block => $"{block.Groups["command"].Value}\n{Print(folder.At("work"), block.Groups["words"].Value)}\n```");

        if (Golden.IsUpdate)
            File.WriteAllText(path, actual);
        Assert.True(CommandPattern().Count(page) >= 3);
        Assert.Equal(WithoutHash(page), WithoutHash(actual));
    }

    private static string Print(string folder, string words)
    {
        using var command = Process.Start(new ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, .. words.Split(' ')])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var output = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        return output.Trim('\n');
    }

    private static string WithoutHash(string text) => HashPattern().Replace(text, "src-");

    [GeneratedRegex(@"(?<command>^\$ \./apspec (?<words>[^\n]* --driver [^\n]*))\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("src-[0-9a-f]{12}")]
    private static partial Regex HashPattern();
}
