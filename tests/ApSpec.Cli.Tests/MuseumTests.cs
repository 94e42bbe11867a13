using System.Text.Json;

namespace ApSpec.Cli.Tests;

/// <summary><c>museum</c> and <c>bisect</c> as a user calls them.</summary>
public sealed class MuseumTests : IDisposable
{
    private const string Leak = "scope mdevs=1 kvms=1\ncreate m0\nset_kvm m0 k0\nopen m0\nset_kvm m0 null\n";
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void A_cell_is_one_object_with_the_named_fields()
    {
        var lines = Lines("museum", "B1", "B5", "-r", "v5.10", "-r", "v5.11", "--format", "jsonl");

        Assert.Equal(4, lines.Length);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(["bug", "revision", "status", "rule", "length", "minimal", "why"],
                json.RootElement.EnumerateObject().Select(property => property.Name));
        }

        Assert.Contains("\"status\":\"found\",\"rule\":\"KVM-01\",\"length\":4,\"minimal\":\"proven\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"absent\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"cannot-be-shown\"", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_defect_named_is_told_with_a_command_that_shows_it()
    {
        var text = command.Run(0, "museum", "b3", "-r", "patch-v3").Output;

        Assert.Contains("found again by LOCK-01 after 6 operations", text, StringComparison.Ordinal);
        Assert.Contains("  # operation", text, StringComparison.Ordinal);
        Assert.Contains("=> unlock of a free L", text, StringComparison.Ordinal);
        Assert.Contains("./apspec replay --revision patch-v3 --rule LOCK-01", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Fact]
    public void The_expected_museum_exits_0_and_another_names_the_cell()
    {
        var pinned = command.Write("m.jsonl", string.Join('\n', Lines("museum", "B1", "-r", "v5.10", "--format", "jsonl")));
        Assert.Contains("the expected one", command.Run(0, "museum", "B1", "-r", "v5.10", "--expect", pinned).Error, StringComparison.Ordinal);

        var other = command.Write("o.jsonl", File.ReadAllText(Path.Combine(command.Folder, pinned)).Replace("\"length\":4", "\"length\":5", StringComparison.Ordinal));
        Assert.Contains("B1 in v5.10: expected found by KVM-01 after 5", command.Run(1, "museum", "B1", "-r", "v5.10", "--expect", other).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bisect_names_the_revision_that_ends_a_violation()
    {
        var text = command.Run(1, "bisect", command.Write("t.trace", Leak)).Output;

        Assert.Contains("v5.10        KVM-01@4 HOOK-01@4", text, StringComparison.Ordinal);
        Assert.Contains("v5.10 -> v5.11 ends KVM-01 HOOK-01", text, StringComparison.Ordinal);
        Assert.DoesNotContain("v5.11 -> v5.12", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bisect_of_a_trace_that_no_revision_breaks_exits_0() => Assert.Contains(
        "no change of verdict", command.Run(0, "bisect", command.Write("t.trace", "scope mdevs=1 kvms=1\ncreate m0\n")).Output, StringComparison.Ordinal);

    [Fact]
    public void Bisect_prints_json_lines()
    {
        foreach (var line in command.Run(1, "bisect", command.Write("t.trace", Leak), "--rule", "HOOK-01", "--format", "jsonl").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            Assert.DoesNotContain("KVM-01", json.RootElement.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("unknown bug 'B99'", "B1, B1b", "museum", "B99")]
    [InlineData("unknown revision 'v9'", "v5.10", "museum", "B1", "-r", "v9")]
    [InlineData("nowhere.jsonl", "cannot be read", "museum", "B1", "--expect", "nowhere.jsonl")]
    [InlineData("nowhere.trace", "", "bisect", "nowhere.trace")]
    [InlineData("KVM-99", "KVM-01", "bisect", "leak.trace", "--rule", "KVM-99")]
    public void Bad_input_exits_2_and_names_what_was_found_and_what_is_allowed(string found, string allowed, params string[] args)
    {
        command.Write("leak.trace", Leak);
        var error = command.Run(2, args).Error;

        Assert.Contains(found, error, StringComparison.Ordinal);
        Assert.Contains(allowed, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_pinned_museum_names_the_line()
    {
        var broken = command.Write("b.jsonl", "{\"bug\":\"B1\",\"revi");

        Assert.Contains("b.jsonl:1:", command.Run(2, "museum", "B1", "--expect", broken).Error, StringComparison.Ordinal);
    }

    private string[] Lines(params string[] args) => command.Run(0, args).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
