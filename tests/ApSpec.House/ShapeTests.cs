namespace ApSpec.House;

public sealed class ShapeTests
{
    [Fact]
    public void Files_are_short_and_hold_one_public_type_of_their_name()
    {
        var files = RepoTree.FilesEnding(".cs");

        Assert.NotEmpty(files);
        Judge.NoFindings(files.SelectMany(f => Shape.Findings(f, RepoTree.Lines(f))));
    }

    [Fact]
    public void A_long_file_is_found()
    {
        Assert.Single(Shape.Findings("src/A.cs", [.. Enumerable.Repeat("", Allowed.FileLinesMax + 1)]));
    }

    [Fact]
    public void A_second_public_type_is_found()
    {
        Assert.Single(Shape.Findings("src/A.cs", ["public enum A;", "public readonly record struct B(int X);"]));
    }

    [Theory]
    [InlineData("public static class Other")]
    [InlineData("public sealed record Other(int X);")]
    [InlineData("public readonly record struct Other<T>(T X);")]
    [InlineData("public delegate Task<int> Other(int x);")]
    [InlineData("public interface Other")]
    public void A_file_named_other_than_its_type_is_found(string line)
    {
        Assert.Equal(["src/A.cs holds the public type Other, so its name is Other.cs"], Shape.Findings("src/A.cs", [line]));
    }

    [Theory]
    [InlineData("src/A.Text.cs", "public sealed partial class A")]
    [InlineData("src/AText.cs", "public sealed partial class A")]
    [InlineData("src/AOfT.cs", "public readonly struct A<T>")]
    public void Files_of_partial_and_generic_types_may_say_more(string path, string line)
    {
        Assert.Empty(Shape.Findings(path, [line, "    public sealed class Nested;", "internal enum B;"]));
    }

    [Fact]
    public void A_whole_type_in_a_file_that_says_more_is_found()
    {
        Assert.Single(Shape.Findings("src/AText.cs", ["public sealed class A"]));
    }

    [Fact]
    public void Every_exception_names_a_file_that_exists_and_a_reason()
    {
        var exceptions = Allowed.LongFiles.Concat(Allowed.WordFiles);

        Judge.NoFindings(exceptions
            .Where(e => !RepoTree.Files.Contains(e.Key) || string.IsNullOrWhiteSpace(e.Value))
            .Select(e => $"Allowed excepts {e.Key}, which is gone or has no reason"));
    }
}
