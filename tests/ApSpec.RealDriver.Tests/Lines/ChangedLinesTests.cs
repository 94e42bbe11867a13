using ApSpec.RealDriver.Lines;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>From a patch to the places that must be run, with a line table and a text made up for the purpose.</summary>
public sealed class ChangedLinesTests
{
    private const string File = "drivers/x.c";

    private static readonly string Text = string.Join('\n',
        "#define WAIT 3",               // 1
        "#define LONG_WAIT (WAIT + 1)", // 2
        "#define UNUSED 4",             // 3
        "int f(int a)",                 // 4
        "{",                            // 5
        "\tint b;",                     // 6
        "",                             // 7
        "\tb = g(a,",                   // 8
        "\t      2);",                  // 9
        "\t/* nothing of WAIT */",      // 10
        "\treturn b + LONG_WAIT;",      // 11
        "}");                           // 12

    private static readonly ChangedLines Lines = new(
        LineTable.Parse(
            "0000000000000100 l     F .text\t0000000000000040              f\n"
            + $"./tree/{File}:\nx.c   4   0x100  x\nx.c   8   0x108  x\nx.c   11   0x110  x\nx.c   12   0x118  x\nx.c   -   0x140\n"),
        SourceTexts.From((File, Text)));

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    public void A_changed_line_counts_when_the_line_table_has_code_for_it(int line) => Assert.Equal(
        [new ChangedPlace(new TreeLine(File, line), "f", ChangedKind.Line, HasCode: true)], Changed($"@@ -{line} +{line} @@\n-old();\n+new();\n"));

    [Fact]
    public void The_second_line_of_a_statement_counts_by_the_one_that_has_its_code() => Assert.Equal(
        [new ChangedPlace(new TreeLine(File, 8), "f", ChangedKind.Line, HasCode: true)], Changed("@@ -9 +9 @@\n-3);\n+2);\n"));

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    public void A_comment_a_blank_a_declaration_a_brace_have_no_code(int line) => Assert.Equal(
        [new ChangedPlace(new TreeLine(File, line), "f", ChangedKind.Line, HasCode: false)], Changed($"@@ -{line - 1},0 +{line} @@\n+new\n"));

    [Fact]
    public void A_deletion_counts_by_the_statements_on_both_sides() => Assert.Equal(
        [
            new ChangedPlace(new TreeLine(File, 8), "f", ChangedKind.Deletion, HasCode: true),
            new ChangedPlace(new TreeLine(File, 11), "f", ChangedKind.Deletion, HasCode: true),
        ],
        Changed("@@ -11,2 +10,0 @@\n-\told();\n-\tolder();\n"));

    [Fact]
    public void A_comment_in_place_of_a_statement_is_a_deletion_too() =>
        Assert.Equal([(8, true), (10, false), (11, true)], Changed("@@ -10 +10 @@\n-\told();\n+\t/* nothing */\n").Select(place => (place.Line.Number, place.HasCode)));

    [Theory]
    [InlineData("@@ -10 +10 @@\n-\t/* other words */\n+\t/* nothing */\n", 10)]
    [InlineData("@@ -13,3 +12,0 @@\n-int g(void)\n-{\n-}\n", 12)]
    public void A_comment_for_a_comment_and_a_whole_function_that_goes_have_no_code(string hunk, int line) =>
        Assert.Equal([(line, false)], Changed(hunk).Select(place => (place.Line.Number, place.HasCode)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_macro_counts_by_its_uses_also_through_another_macro(int line) => Assert.Equal(
        [new ChangedPlace(new TreeLine(File, 11), "f", ChangedKind.Macro, HasCode: true)], Changed($"@@ -{line} +{line} @@\n-#define OLD 2\n+#define NEW 3\n"));

    [Fact]
    public void A_macro_without_uses_has_no_code() => Assert.Equal(
        [new ChangedPlace(new TreeLine(File, 3), null, ChangedKind.Line, HasCode: false)], Changed("@@ -2,0 +3 @@\n+#define UNUSED 4\n"));

    [Fact]
    public void A_file_that_is_not_compiled_has_no_places() =>
        Assert.Empty(Lines.Find("--- a/Documentation/x\n+++ b/Documentation/x\n@@ -1 +1 @@\n-a\n+b\n"));

    private static IEnumerable<ChangedPlace> Changed(string hunk) => Lines.Find($"--- a/{File}\n+++ b/{File}\n{hunk}");
}
