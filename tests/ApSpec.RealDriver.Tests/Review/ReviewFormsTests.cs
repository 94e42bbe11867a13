using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>Commits are reviewed, in each form in which a review is printed.</summary>
[Trait("Kind", "Long")]
public sealed class ReviewFormsTests(ReviewedRepository made) : IClassFixture<ReviewedRepository>
{
    private const string Causes = "base baseCommit cause commit driver kind length minimal operations patch rule rules scope seed text trigger where who";
    private const string Differences = "base baseCommit commit driver explainedBy kind length model operations patch scope text trigger";
    private const string Unlocked = "base baseCommit commit driver kind patch text where";
    private const string DataRace = "base baseCommit commit driver kind length operations patch schedule scope text";
    private const string NotJudged = "base baseCommit commit driver kind patch text";
    private const string Summary = "base changed changedLines dataRaces differs driver endsOtherwise kind mended model modelTraces new notJudged runLines same steps title traces unlocked verdict";

    [KernelTreeFact]
    public void A_commit_that_changes_no_compiled_file_is_passed_over_and_the_next_is_compared_with_its_parent()
    {
        var (exit, text, _) = made.Screen;

        Assert.Equal(1, exit);
        Assert.Matches(@"\(""docs: say something""\):\s+changes\s+no\s+file\s+that\s+is\s+compiled", text);
        Assert.Matches(@"\(""vfio-ap: forget\s+the\s+mdev""\):\s+may\s+break", text);
        Assert.Matches(@"NEW\n.*IRQ-0", text);
        Assert.Matches(@"MENDED\n.*QUEUE-09", text);
        Assert.Matches(@"traces\s+beside\s+the\s+model|there\s+is\s+no\s+model\s+of", text);
    }

    [KernelTreeFact]
    public void Without_commits_the_work_tree_is_compared_with_its_head()
    {
        var (exit, text, _) = made.ReviewFirstInWorkTree();

        Assert.Equal(1, exit);
        Assert.Matches(@"NEW\n.*QUEUE-09", text);
        Assert.Matches(@"MENDED\n.*IRQ-0", text);
    }

    [KernelTreeFact]
    public void A_second_review_runs_no_check_again()
    {
        var first = made.Screen;
        var kept = made.Checks;

        var second = made.Review();

        Assert.Equal(first, second);
        Assert.True(kept.Length >= 2, $"{kept.Length} checks were kept");
        Assert.Equal(kept, made.Checks);
    }

    [KernelTreeFact]
    public void A_reply_says_what_was_run_has_the_tables_and_repeats_itself()
    {
        var text = made.Review("--mail").Out;

        Assert.StartsWith("I ran the driver before and after this change", Regex.Replace(text, @"^.*compiled\n", ""), StringComparison.Ordinal);
        Assert.Contains("  # operation", text, StringComparison.Ordinal);
        Assert.Matches(@"To repeat it:\n  \./apspec review .*v1\.\.main\n", text);
    }

    [KernelTreeFact]
    public void In_full_the_screen_comes_first_and_the_tables_of_what_is_new_after_it()
    {
        var (screen, full) = (made.Screen.Out, made.Review("--full").Out);

        Assert.StartsWith(screen.TrimEnd('\n'), full, StringComparison.Ordinal);
        Assert.DoesNotContain("  # operation", screen, StringComparison.Ordinal);
        Assert.Contains("  # operation", full, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void In_short_each_line_is_one_of_checkpatchs()
    {
        var (exit, text, _) = made.Review("--terse");

        Assert.Equal(1, exit);
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(@"^\S+:[1-9]\d*: (ERROR|WARNING): \S", line));
        Assert.Contains(lines, line => line.StartsWith("drivers/s390/crypto/vfio_ap_ops.c:", StringComparison.Ordinal) && line.Contains(": ERROR: ", StringComparison.Ordinal));
    }

    [KernelTreeFact]
    public void As_JSON_each_line_has_the_documented_keys_and_the_last_is_the_summary()
    {
        var lines = made.Review("--format", "jsonl").Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.All(lines, line => Assert.Subset(KeysOf(KindOf(line)), NamesOf(line)));
        Assert.Equal("summary", KindOf(lines[^1]));
        Assert.DoesNotContain(lines[..^1], line => KindOf(line) == "summary");
        Assert.Equal("breaks", lines[^1].GetProperty("verdict").GetString());
        Assert.Equal(lines[^1].GetProperty("new").GetInt32(), lines.Count(line => KindOf(line) == "new"));
        Assert.Superset(Set("base cause commit driver kind length minimal operations rule rules scope seed trigger where who"), NamesOf(lines.First(line => KindOf(line) == "new")));
    }

    private static string KindOf(JsonElement line) => line.GetProperty("kind").GetString()!;

    private static HashSet<string> NamesOf(JsonElement line) => [.. line.EnumerateObject().Select(pair => pair.Name)];

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    private static HashSet<string> KeysOf(string kind) => Set(kind switch
    {
        "new" or "mended" or "changed" or "same" => Causes,
        "differs" => Differences,
        "data-race" => DataRace,
        "unlocked" => Unlocked,
        "not-judged" => NotJudged,
        "summary" => Summary,
        _ => throw new InvalidOperationException(kind),
    });
}
