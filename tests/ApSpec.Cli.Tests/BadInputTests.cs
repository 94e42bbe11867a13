namespace ApSpec.Cli.Tests;

/// <summary>Bad input ends with code 2 and one text that names place, found and allowed; never with a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("apspec").FullName;

    [Theory]
    [InlineData("scope mdevs=1\nopne m0\n", ":2: unknown operation 'opne'", "open")]
    [InlineData("create m0\n", ":1: found 'create m0', expected a 'scope' line", "scope mdevs=1")]
    [InlineData("scope mdevs=9\n", ":1: scope 'mdevs=9'", "1 to 8")]
    [InlineData("scope mdevs=1 colour=red\n", ":1: unknown scope key 'colour'", "mdevs, kvms")]
    [InlineData("scope mdevs=1\ncreate m1\n", ":2: m1 is not in the scope", "mdevs=1")]
    [InlineData("scope mdevs=1\nassign_adapter m0 05\n", ":2: 'assign_adapter' needs features=masks", "features=none")]
    [InlineData("scope mdevs=1\nset_kvm m0\n", ":2: 'set_kvm m0' is not of the form", "set_kvm mN kN|null")]
    public void A_malformed_trace_names_its_line_what_was_found_and_what_is_allowed(string text, string found, string allowed)
    {
        var path = Write("bad.trace", text);

        AssertBad(Command.Run("replay", path), path + found, allowed);
    }

    [Fact]
    public void An_unknown_revision_lists_the_known_ones() =>
        AssertBad(Command.Run("check", "--revision", "v9"), "unknown revision 'v9'", "v5.10, patch-v3, v5.11");

    [Fact]
    public void An_unknown_rule_lists_the_known_ones() =>
        AssertBad(Command.Run("check", "--rule", "KVM-99"), "unknown rule 'KVM-99'", "KVM-01");

    [Fact]
    public void A_number_out_of_range_names_the_range() =>
        AssertBad(Command.Run("check", "--traces", "0"), "--traces 0", "1 to 100000000");

    [Fact]
    public void A_scope_too_large_names_the_limit() =>
        AssertBad(Command.Run("explore", "--scope", "mdevs=9"), "mdevs=9", "1 to 8");

    [Fact]
    public void A_missing_file_is_named() =>
        AssertBad(Command.Run("replay", Path.Combine(folder, "none.trace")), "none.trace", "cannot be read");

    [Fact]
    public void A_directory_is_no_trace() => AssertBad(Command.Run("replay", folder), folder, "directory");

    [Fact]
    public void An_empty_file_is_no_trace() => AssertBad(Command.Run("replay", Write("empty.trace", "")), "empty.trace", "empty");

    [Fact]
    public void Bytes_that_are_no_text_are_named_with_their_offset()
    {
        var path = Path.Combine(folder, "bytes.trace");
        File.WriteAllBytes(path, [0x73, 0x63, 0xff, 0xfe]);

        AssertBad(Command.Run("replay", path), "0xff", "not UTF-8");
    }

    [Fact]
    public void A_broken_golden_matrix_names_its_line() =>
        AssertBad(Command.Run("check", "--expect", Write("m.jsonl", "{\"revision\": 1}\n")), "m.jsonl:1", "not a finding");

    [Fact]
    public void A_file_is_never_overwritten_unasked()
    {
        var path = Write("kept.svg", "kept");

        AssertBad(Command.Run("diagram", "--format", "svg", "-o", path), "exists already", "--force");
        Assert.Equal("kept", File.ReadAllText(path));
        Assert.Equal(0, Command.Run("diagram", "--format", "svg", "-o", path, "--force").Exit);
        Assert.StartsWith("<svg", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_named() => AssertBad(Command.Run("check", "--colour"), "--colour", "--help");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertBad((int Exit, string Out, string Error) run, string found, string allowed)
    {
        Assert.Equal(2, run.Exit);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
        Assert.Contains(allowed, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
