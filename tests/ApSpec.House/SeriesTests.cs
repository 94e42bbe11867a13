using ApSpec.Drivers;

namespace ApSpec.House;

/// <summary>The revisions are whole files and a series of patches, and both say the same; <c>series apply</c> carries an edit along.</summary>
public sealed class SeriesTests : IDisposable
{
    private const string Revisions = "src/ApSpec.Drivers/Revisions/";
    private const string Series = "src/ApSpec.Drivers/Series/";
    private const string Script = Series + "series";
    private const string Old = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";

    private readonly ScriptSandbox sandbox = new(Script);

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Each_revision_is_the_one_it_follows_with_its_patch()
    {
        foreach (var path in RepoTree.Files.Where(f => f.StartsWith(Revisions, StringComparison.Ordinal) || f.StartsWith(Series, StringComparison.Ordinal)))
            sandbox.Write(path, RepoTree.Text(path), executable: path == Script);

        Assert.Equal((0, "", ""), await sandbox.Run(Script, "check"));
    }

    [Fact]
    public void The_order_is_that_of_the_catalog()
    {
        Assert.Equal(Followers(Catalog.Notifier).Concat(Followers(Catalog.HotPlug)), RepoTree.Lines(Series + "order"));
    }

    [Fact]
    public void Every_patch_has_its_place_in_the_order()
    {
        Assert.Equal(
            RepoTree.Lines(Series + "order").Select(line => $"{Series}{line.Split(".cs ")[0]}.patch").Order(StringComparer.Ordinal),
            RepoTree.FilesEnding(".patch", Series));
    }

    [Fact]
    public async Task An_edit_is_carried_to_the_files_that_follow_and_their_patches_stay()
    {
        await Chain();
        Edit("A", "eight", "EIGHT");

        Assert.Equal(1, (await sandbox.Run(Script, "check")).ExitCode);
        Assert.Equal(0, (await sandbox.Run(Script, "apply")).ExitCode);

        Assert.Equal(Old.Replace("two", "TWO", StringComparison.Ordinal).Replace("eight", "EIGHT", StringComparison.Ordinal), Text("B"));
        Assert.Equal(Text("B").Replace("four", "FOUR", StringComparison.Ordinal), Text("C"));
        Assert.Equal(0, (await sandbox.Run(Script, "check")).ExitCode);
    }

    [Fact]
    public async Task A_conflict_names_file_and_place_and_writes_no_revision()
    {
        await Chain();
        Edit("A", "two", "2");
        var (exitCode, _, error) = await sandbox.Run(Script, "apply");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("series: B.cs does not take what was changed in A.cs;", error, StringComparison.Ordinal);
        Assert.Contains("2:<<<<<<< B.cs\n3-TWO\n", error, StringComparison.Ordinal);
        Assert.Equal(Old.Replace("two", "TWO", StringComparison.Ordinal), Text("B"));
        Assert.Equal(Text("B").Replace("four", "FOUR", StringComparison.Ordinal), Text("C"));
        Assert.Contains("<<<<<<< B.cs", File.ReadAllText(sandbox.Full(Series + "B.conflict")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_edited_itself_is_left_as_it_is_and_carried_on()
    {
        await Chain();
        Edit("A", "two", "2");
        Edit("B", "TWO", "zwei");

        Assert.Equal(0, (await sandbox.Run(Script, "apply")).ExitCode);

        Assert.Contains("one\nzwei\nthree\nfour\n", Text("B"), StringComparison.Ordinal);
        Assert.Contains("one\nzwei\nthree\nFOUR\n", Text("C"), StringComparison.Ordinal);
        Assert.Equal(0, (await sandbox.Run(Script, "check")).ExitCode);
    }

    [Fact]
    public async Task Refresh_takes_the_files_as_they_are()
    {
        await Chain();
        Edit("B", "six", "SIX");
        var (exitCode, output, _) = await sandbox.Run(Script, "refresh");

        Assert.Equal((0, "series: wrote B.patch\nseries: wrote C.patch\n"), (exitCode, output));
        Assert.Contains("\nsix\n", Text("C"), StringComparison.Ordinal);
        Assert.Equal(0, (await sandbox.Run(Script, "check")).ExitCode);
    }

    [Fact]
    public async Task A_patch_by_hand_and_one_that_is_missing_are_found()
    {
        await Chain();
        File.Delete(sandbox.Full(Series + "B.patch"));
        sandbox.Write(Series + "C.patch", File.ReadAllText(sandbox.Full(Series + "C.patch")).Replace("FOUR", "4", StringComparison.Ordinal));
        var (exitCode, _, error) = await sandbox.Run(Script, "check");

        Assert.Equal(1, exitCode);
        Assert.Contains("series: B.cs is not A.cs with B.patch", error, StringComparison.Ordinal);
        Assert.Contains("series: C.cs is not B.cs with C.patch", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.cs B.cs\nX.cs A.cs\n", "check", "series: order: found 'X.cs A.cs', expected two files of Revisions\n")]
    [InlineData("", "push", "series: found 'push', expected check, refresh or apply\n")]
    public async Task Bad_input_exits_2_and_says_what_is_allowed(string order, string verb, string message)
    {
        await Chain();
        sandbox.Write(Series + "order", order);
        var (exitCode, _, error) = await sandbox.Run(Script, verb);

        Assert.Equal(2, exitCode);
        Assert.EndsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_git_the_package_is_named()
    {
        File.Delete(sandbox.Full("path/git"));

        Assert.Equal((2, "", "series: git is needed (Debian: apt install git)\n"), await sandbox.Run(Script, "check"));
    }

    private static IEnumerable<string> Followers(IReadOnlyList<Revision> era) =>
        era.Skip(1).Select((revision, i) => $"{revision.File} {(revision.Follows is { } name ? Catalog.Find(name)! : era[i]).File}");

    // C follows B, and B follows A.
    private async Task Chain()
    {
        sandbox.Write(Series + "order", "B.cs A.cs\nC.cs B.cs\n");
        sandbox.Write(Revisions + "A.cs", Old);
        sandbox.Write(Revisions + "B.cs", Old.Replace("two", "TWO", StringComparison.Ordinal));
        sandbox.Write(Revisions + "C.cs", Text("B").Replace("four", "FOUR", StringComparison.Ordinal));
        Assert.Equal((0, "series: wrote B.patch\nseries: wrote C.patch\n", ""), await sandbox.Run(Script, "refresh"));
        Assert.Equal((0, "", ""), await sandbox.Run(Script, "check"));
    }

    private void Edit(string name, string what, string with) =>
        sandbox.Write($"{Revisions}{name}.cs", Text(name).Replace(what, with, StringComparison.Ordinal));

    private string Text(string name) => File.ReadAllText(sandbox.Full($"{Revisions}{name}.cs"));
}
