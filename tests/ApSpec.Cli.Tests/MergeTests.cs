namespace ApSpec.Cli.Tests;

/// <summary>Parts of a check make the report of one check over all their seeds, byte for byte; what does not belong together is refused.</summary>
public sealed class MergeTests : IDisposable
{
    private static readonly string[] Small = ["-r", "v5.10", "--scope", "mdevs=1 kvms=1 features=masks"];

    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("jsonl", 30, 11, 19)]
    [InlineData("text", 1, 59)]
    public void Parts_make_the_report_of_one_check(string format, params int[] traces)
    {
        string[] many = ["-r", "v5.10", "-r", "v5.11", "--length", "40", "--states", "200", "--profile", "hostile", "--seed"];
        var first = 75; // the seed 101, of the second part, draws calls at once
        var parts = new List<string>();
        foreach (var count in traces)
        {
            parts.Add(Part($"{first}.part", [.. many, $"{first}", "--traces", $"{count}"]));
            first += count;
        }

        parts.Reverse(); // the order of the files does not matter
        var merged = command.Run(1, ["merge", .. parts, "--format", format, "--jobs", "1"]);
        var one = command.Run(1, ["check", .. many, "75", "--traces", $"{traces.Sum()}", "--format", format]);

        Assert.Equal(one.Output, merged.Output);
        Assert.Contains("KVM-01", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_with_calls_at_once_make_the_report_of_one_check()
    {
        var parts = new[] { 1, 101 }.Select(seed => Part($"{seed}.part", [.. Small, "--seed", $"{seed}", "--traces", "100"])).ToArray();

        var one = command.Run(1, ["check", .. Small, "--traces", "200", "--full"]).Output;

        Assert.Equal(one, command.Run(1, ["merge", .. parts, "--full"]).Output);
        Assert.Contains("of 2 random ones", one, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_rule_of_parts_is_printed_with_its_table_as_a_check_does()
    {
        string[] rule = [.. Small, "--rule", "KVM-01"];
        var parts = new[] { 1, 51 }.Select(seed => Part($"{seed}.part", [.. rule, "--seed", $"{seed}", "--traces", "50"])).ToArray();

        Assert.Equal(command.Run(1, ["check", .. rule, "--traces", "100"]).Output, command.Run(1, ["merge", .. parts]).Output);
    }

    [Fact]
    public void Parts_without_a_violation_exit_with_0()
    {
        string[] clean = ["-r", "v5.11", "--rule", "KVM-03", "--scope", "mdevs=1 kvms=1", "--traces", "20"];

        Assert.Contains("0 causes", command.Run(0, "merge", Part("a", clean), Part("b", [.. clean, "--seed", "21"])).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b:1: revisions: v5.11; a has v5.10", "-r", "v5.11")]
    [InlineData("b:1: scopes: mdevs=1 kvms=1", "--scope", "mdevs=1 kvms=1")]
    [InlineData("b:1: rules: KVM-01; a has", "--rule", "KVM-01")]
    [InlineData("b:1: length: 30; a has 60", "--length", "30")]
    [InlineData("b:1: states: 10; a has 400000", "--states", "10")]
    [InlineData("b:1: the seeds from 15 on overlap with those of a, which end with 20; allowed is 21", "--seed", "15")]
    [InlineData("b:1: the seeds from 1 on overlap with those of a, which end with 20; allowed is 21", "--seed", "1")]
    [InlineData("b:1: the seeds from 22 on leave a gap after those of a, which end with 20; allowed is 21", "--seed", "22")]
    public void Parts_that_do_not_belong_together_are_refused(string expected, string option, string value)
    {
        string[] normal = ["-r", "v5.10", "--scope", "mdevs=1 kvms=1 features=masks", "--traces", "20", "--seed", "21"];
        var at = Array.IndexOf(normal, option);
        string[] other = at < 0 ? [.. normal, option, value] : [.. normal[..at], option, value, .. normal[(at + 2)..]];
        Part("a", [.. Small, "--traces", "20"]);
        Part("b", other);

        AssertError(expected, "merge", "a", "b");
    }

    [Theory]
    [InlineData("\"part\":2", "\"part\":3", "a:1: '{\"part\":3")]
    [InlineData("\"apSpec\":\"", "\"apSpec\":\"0", "a:1: build '0")]
    [InlineData("\"traces\":20", "\"traces\":0", "a:1: traces 0: allowed are 1 to")]
    [InlineData("\"length\":60", "\"length\":-1", "a:1: length -1: allowed are 1 to")]
    [InlineData("\"states\":400000", "\"states\":0", "a:1: states 0: allowed are 1 to")]
    [InlineData("\"v5.10\"]", "\"v9.9\"]", "a:1: revisions: unknown")]
    [InlineData("\"drivers\":[]", "\"drivers\":[{\"sources\":\"52e093c667c734aa\",\"version\":\"6.12\",\"tools\":\"gcc\"}]", "a:1: drivers: src-52e093c667c7 (6.12); what the part found is run again")]
    [InlineData("\"drivers\":[]", "\"drivers\":[null]", "a:1: drivers: malformed")]
    [InlineData("\"sampled\":\"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\",\"traces\":20", "\"sampled\":\"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\",\"traces\":19", "a:2: '{\"revision\"")]
    [InlineData("\"KVM-01\",", "\"KVM-99\",", "a:1: rules: unknown")]
    [InlineData("\"scopes\":[\"mdevs=1", "\"scopes\":[\"mdevs=x", "a:1: scopes: malformed")]
    [InlineData("\"sampled\":", "\"other\":1,\"sampled\":", "a:2: '{\"revision\"")]
    [InlineData("\"steps\":", "\"steps\":-", "a:2: '{\"revision\"")]
    [InlineData("\"hits\":[{\"rule\":\"", "\"hits\":[{\"rule\":\"CALL-01\",\"isRefused\":false,\"shape\":\"0\",\"seed\":1,\"length\":1},{\"rule\":\"", "a:2: '{\"rule\":\"CALL-01\"")]
    [InlineData("\"end\":3", "\"end\":4", "a:4: '{\"end\":4}'; allowed is the last line of a part, {\"end\":3}")]
    [InlineData("{\"end\":3}", "", "a:3: the file ends after 3 lines; this part has 4")]
    [InlineData("{\"end\":3}", "{\"end\":3}\nmore", "a:5: 'more'; nothing follows")]
    public void A_part_that_was_changed_is_refused(string was, string now, string expected)
    {
        var text = command.Read(Part("a", [.. Small, "--traces", "20"]));
        Assert.Contains(was, text, StringComparison.Ordinal);
        command.Write("a", text.Replace(was, now, StringComparison.Ordinal));

        AssertError(expected, "merge", "a");
    }

    [Fact]
    public void A_part_that_was_cut_off_anywhere_is_refused()
    {
        var text = command.Read(Part("a", [.. Small, "--traces", "20"])).TrimEnd();
        foreach (var length in new[] { 0, 1, 100, text.IndexOf('\n', StringComparison.Ordinal), text.Length / 2, text.Length - 1 })
        {
            command.Write("a", text[..length]);
            AssertError("a:", "merge", "a");
        }
    }

    [Theory]
    [InlineData("--full")]
    [InlineData("--cause", "1")]
    [InlineData("--time", "9s")]
    [InlineData("--no-asan")]
    [InlineData("--expect", "no-such-file")]
    public void A_part_has_no_report(params string[] extra) => AssertError($"--format part {extra[0]}: ", ["check", .. Small, "--format", "part", .. extra]);

    [Fact]
    public void A_file_that_is_no_part_is_refused()
    {
        command.Write("f", "{\"revision\":\"v5.10\"}\n");
        AssertError("f:1: '{\"revision\":\"v5.10\"}'; allowed is the first line of a part", "merge", "f");
        AssertError("nowhere: cannot be read", "merge", "nowhere");
    }

    [Fact]
    public void A_tree_that_is_none_is_refused() => AssertError("no-such-tree", "merge", Part("a", [.. Small, "--traces", "20"]), "--driver", "no-such-tree");

    private string Part(string name, string[] options)
    {
        command.Write(name, command.Run(0, ["check", "--format", "part", .. options]).Output);
        return name;
    }

    private void AssertError(string expected, params string[] arguments)
    {
        var result = command.Run(2, arguments);
        Assert.StartsWith($"apspec: {expected}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal("", result.Output);
    }
}
