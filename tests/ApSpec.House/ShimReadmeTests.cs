namespace ApSpec.House;

/// <summary>A user who has to add a fake finds the file by the shim's README.</summary>
public sealed class ShimReadmeTests
{
    private const string Folder = "src/ApSpec.RealDriver/Shim/";

    [Fact]
    public void The_readme_of_the_shim_names_each_of_its_files_and_folders()
    {
        var text = RepoTree.Text($"{Folder}README.md");
        var files = RepoTree.FilesEnding(".c", Folder).Concat(RepoTree.FilesEnding(".h", Folder)).Select(path => path[Folder.Length..])
            .Select(path => path.Split('/') is [var folder and not "kernel", _] ? folder + "/" : path).Distinct().ToArray();

        Assert.Contains("kernel/eventfd.h", files);
        Assert.All(files, file => Assert.Contains($"`{file}`", text, StringComparison.Ordinal));
    }
}
