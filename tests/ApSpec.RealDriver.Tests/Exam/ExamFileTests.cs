using System.Text;
using ApSpec.RealDriver.Exam;

namespace ApSpec.RealDriver.Tests.Exam;

public sealed class ExamFileTests
{
    private const string Entry = """
        { "name": "a", "class": "references", "source": "checklist", "says": "a reference stays", "touches": "close",
          "edits": [ { "file": "drivers/a.c", "function": "f", "find": "put\\(", "replace": "keep(" } ] }
        """;

    [Fact]
    public void An_entry_has_all_that_it_says()
    {
        var entry = Assert.Single(Parse($"[{Entry}]", out _));

        Assert.Equal("references", entry.Class);
        Assert.False(entry.IsHarmless);
        Assert.Equal(["f"], entry.Functions);
        Assert.Equal(@"put\(", Assert.Single(entry.Edits).Find);
    }

    [Theory]
    [InlineData("references", "refactoring")]
    [InlineData("\"touches\"", "\"equivalent\": \"no caller\", \"touches\"")]
    public void A_refactoring_and_what_no_caller_can_tell_are_harmless(string from, string to) =>
        Assert.True(Assert.Single(Parse($"[{Entry.Replace(from, to, StringComparison.Ordinal)}]", out _)).IsHarmless);

    [Theory]
    [InlineData("", "list.json:1: an array of objects")]
    [InlineData("[]", "list.json: has no entry")]
    [InlineData("[{\"name\": \"a\"}]", "list.json:1: an array of objects with name, class")]
    [InlineData("[1, 2", "list.json:1: ")]
    [InlineData("[\nTWICE]", "list.json: a stands twice")]
    [InlineData("[UNKNOWN]", "list.json:1: ")]
    [InlineData("[BAD]", "list.json: a: find: ")]
    [InlineData("[EMPTY]", "list.json: a: edits: at least one is needed")]
    public void A_malformed_list_is_refused_with_its_place(string text, string expected)
    {
        text = text.Replace("TWICE", $"{Entry},{Entry}", StringComparison.Ordinal)
            .Replace("UNKNOWN", Entry.Replace("\"says\"", "\"sys\"", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("BAD", Entry.Replace("put\\\\(", "put(", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("EMPTY", Entry[..Entry.IndexOf('[', StringComparison.Ordinal)] + "[] }", StringComparison.Ordinal);

        Assert.True(Parse(text, out var error).IsDefault);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<ExamEntry> Parse(string text, out string? problem)
    {
        var entries = ExamFile.Parse("list.json", Encoding.UTF8.GetBytes(text), out var error);
        problem = error?.ToString();
        return entries;
    }
}
