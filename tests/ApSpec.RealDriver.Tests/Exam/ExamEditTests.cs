using ApSpec.RealDriver.Exam;

namespace ApSpec.RealDriver.Tests.Exam;

public sealed class ExamEditTests
{
    private const string Text = """
        static int first(struct thing *one)
        {
        	one->a = 1;
        	one->b = 2;
        	return done(one);
        }

        int second(struct thing *one,
        	   int two)
        {
        	one->a = two;
        	one->a = two;
        	return first(one);
        }
        """;

    [Fact]
    public void A_pattern_is_looked_for_in_its_function_alone()
    {
        var changed = new ExamEdit("f.c", "second", @"first\(", "other(").Apply(Text, out var error);

        Assert.Equal("", error);
        Assert.Equal(Text.Replace("return first(", "return other(", StringComparison.Ordinal), changed);
    }

    [Fact]
    public void Groups_move_what_they_match()
    {
        var changed = new ExamEdit("f.c", "first", @"(one->a[^;]*;)(\s*)(one->b[^;]*;)", "$3$2$1").Apply(Text, out _);

        Assert.Contains("one->b = 2;\n\tone->a = 1;", changed, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_matches_is_named_by_its_number()
    {
        var edit = new ExamEdit("f.c", "second", "one->a = two;", ";");

        Assert.Null(edit.Apply(Text, out var error));
        Assert.Equal("f.c, second: 'one->a = two;' is there 2 times, once expected", error);
        Assert.Contains("one->a = two;\n\t;", (edit with { Occurrence = 2 }).Apply(Text, out _), StringComparison.Ordinal);
        Assert.Null((edit with { Occurrence = 3 }).Apply(Text, out _));
    }

    [Theory]
    [InlineData("third", "x", "f.c has no function third")]
    [InlineData("first", "one->c", "f.c, first: 'one->c' is there 0 times, once expected")]
    public void A_tree_without_the_place_is_told(string function, string find, string expected)
    {
        Assert.Null(new ExamEdit("f.c", function, find, "").Apply(Text, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("/etc/passwd", "x", 0, "allowed is a path within the tree")]
    [InlineData("a/../../b.c", "x", 0, "allowed is a path within the tree")]
    [InlineData("a.c", "(", 0, "find: ")]
    [InlineData("a.c", "", 0, "find: is empty")]
    [InlineData("a.c", "x", -1, "allowed is 1 for the first match")]
    public void What_cannot_be_an_edit_is_refused(string file, string find, int occurrence, string expected) =>
        Assert.Contains(expected, new ExamEdit(file, "", find, "") { Occurrence = occurrence }.Problem(), StringComparison.Ordinal);

    [Fact]
    public void A_pattern_that_would_search_for_ever_is_given_up()
    {
        var text = new string('a', 40) + "!";

        Assert.Null(new ExamEdit("f.c", "", "^(a+)+$", "").Apply(text, out var error));
        Assert.Contains("is searched for longer than", error, StringComparison.Ordinal);
    }
}
