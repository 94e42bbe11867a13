using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

public sealed class TreeNameTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("linux@v6.12", "linux", "v6.12")]
    [InlineData("linux@HEAD@{1}", "linux", "HEAD@{1}")]
    [InlineData("linux@", "linux", "")]
    [InlineData("li@nux", "li@nux", null)]
    [InlineData("li@nux@v6.12", "li@nux", "v6.12")]
    [InlineData("linux", "linux", null)]
    [InlineData("none@v6.12", "none@v6.12", null)]
    public void A_revision_stands_behind_a_directory_that_is_there(string text, string path, string? revision)
    {
        Directory.CreateDirectory(folder.At("linux"));
        Directory.CreateDirectory(folder.At("li@nux"));
        var name = TreeName.Parse(folder.At(text));

        Assert.Equal((folder.At(text), folder.At(path), revision), (name.Text, name.Path, name.Revision));
    }

    [Fact]
    public void A_path_that_exists_wins()
    {
        Directory.CreateDirectory(folder.At("linux"));
        Directory.CreateDirectory(folder.At("linux@v6.12"));

        Assert.Null(TreeName.Parse(folder.At("linux@v6.12")).Revision);
        Assert.Equal("v6.12", TreeName.At(folder.At("linux"), "v6.12").Revision);
    }
}
