namespace ApSpec.Cli.Tests;

/// <summary>Bad input exits 2 and says where it is, what was found, and what is allowed; nothing goes to standard output.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string List = """
        [ { "name": "put-twice", "class": "references", "source": "a checklist", "says": "a reference too few", "touches": "close",
            "edits": [ { "file": "drivers/a.c", "function": "f", "find": "put", "replace": "put" } ] } ]
        """;

    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("scope mdevs=1 kvms=1\nfrobnicate m0\n", "t.trace:2:", "frobnicate", "set_kvm")]
    [InlineData("scope mdevs=1 kvms=1\ncreate m0\nset_kvm m0 kvm0\n", "t.trace:3:", "set_kvm m0 kvm0", "kN|null")]
    [InlineData("scope mdevs=1 kvms=1\ncreate m7\n", "t.trace:2:", "m7", "mdevs=1")]
    [InlineData("scope mdevs=1 kvms=1\nassign_adapter m0 05\n", "t.trace:2:", "assign_adapter", "features=masks")]
    [InlineData("scope mdevs=99 kvms=1\n", "t.trace:1:", "99", "8")]
    [InlineData("scope mdevs=1 guests=1\n", "t.trace:1:", "guests", "kvms")]
    [InlineData("create m0\n", "t.trace:1:", "create m0", "scope mdevs=1 kvms=1")]
    [InlineData("# only a title\n", "t.trace:2:", "scope", "scope mdevs=1 kvms=1")]
    [InlineData("scope mdevs=1 kvms=1\nexpect v5.10 sometimes\n", "t.trace:2:", "sometimes", "RULE-00@STEP")]
    [InlineData("scope mdevs=1 kvms=1\nexpect v9.99 clean\n", "t.trace:2:", "v9.99", "v4.20, ")]
    [InlineData("scope mdevs=1 kvms=1\nexpect v5.11..v5.10 clean\n", "t.trace:2:", "v5.11..v5.10", "v5.10..v5.11")]
    [InlineData("scope mdevs=1 kvms=1\nexpect v5.10 clean\nexpect v5.3..v5.11 clean\n", "t.trace:3:", "v5.10", "line 2")]
    public void A_malformed_trace_names_file_and_line_what_was_found_and_what_is_allowed(
        string text, string place, string found, string allowed) =>
        AssertError([place, found, allowed], "replay", command.Write("t.trace", text));

    [Fact]
    public void A_replay_on_a_revision_and_a_tree_is_refused_for_the_tree_alone() =>
        AssertError(["no-such-tree"], "replay", command.Write("t.trace", "scope mdevs=1 kvms=1\ncreate m0\n"), "-r", "v5.11", "--driver", "no-such-tree");

    [Fact]
    public void An_address_that_is_too_large_is_told_its_limit() =>
        AssertError(["t.trace:2:", "nib=0x100000000", "nib=0x0..0xffffffff"], "replay",
            command.Write("t.trace", "scope mdevs=1 kvms=1 features=masks,irq\naqic_enable k0 05.0006 isc=3 nib=0x100000000\n"));

    [Theory]
    [InlineData("[]", "list.json: has no entry")]
    [InlineData("[ { \"name\": 1 } ]", "list.json:1: an array of objects with name, class")]
    public void A_list_of_defects_that_is_none_is_named(string text, string expected) =>
        AssertError([expected], "seed", "--kernel-tree", "no-such-tree", "--list", command.Write("list.json", text));

    [Theory]
    [InlineData("--part", "11/10", "allowed is K/N")]
    [InlineData("--part", "tenth", "allowed is K/N")]
    public void What_of_a_list_is_not_there_is_named(string option, string value, string expected) =>
        AssertError([expected], "seed", "--kernel-tree", "no-such-tree", "--list", command.Write("list.json", List), option, value);

    [Fact]
    public void A_list_that_is_not_there_is_named() => AssertError(["no-such-list: cannot be read"], "seed", "--kernel-tree", "no-such-tree", "--list", "no-such-list");

    [Fact]
    public void An_entry_that_is_not_there_is_named_with_those_that_are() =>
        AssertError(["unknown entry 'other'", "put-twice"], "seed", "other", "--kernel-tree", "no-such-tree", "--list", command.Write("list.json", List));

    [Fact]
    public void A_tree_for_a_list_that_is_not_there_is_named() =>
        AssertError(["no-such-tree"], "seed", "--kernel-tree", "no-such-tree", "--list", command.Write("list.json", List));

    [Fact]
    public void An_empty_file_is_named() => AssertError(["t.trace", "empty", "scope"], "replay", command.Write("t.trace", ""));

    [Fact]
    public void A_directory_is_named()
    {
        Directory.CreateDirectory(Path.Combine(command.Folder, "d.trace"));

        AssertError(["d.trace", "directory"], "replay", "d.trace");
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("minimize")]
    public void A_missing_file_is_named(string name) => AssertError(["nowhere.trace"], name, "nowhere.trace");

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named()
    {
        File.WriteAllBytes(Path.Combine(command.Folder, "t.trace"), [.. "scope mdevs=1"u8, 0xff, 0xfe]);

        AssertError(["t.trace", "0xff", "UTF-8"], "replay", "t.trace");
    }

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_refused() =>
        AssertError(["t.trace", "1,048,576"], "replay", command.Write("t.trace", new string('#', (1 << 20) + 1)));

    [Fact]
    public void A_trace_of_too_many_operations_is_refused() =>
        AssertError(["t.trace:10002:", "10000"], "replay",
            command.Write("t.trace", "scope mdevs=1 kvms=1\n" + string.Concat(Enumerable.Repeat("create m0\n", 10_001))));

    [Theory]
    [InlineData("check", "--revision", "v9.99")]
    [InlineData("explore", "--revision", "v9.99")]
    [InlineData("mutate", "--revision", "v9.99")]
    [InlineData("diff", "v5.10", "v9.99")]
    public void An_unknown_revision_lists_the_known_ones(params string[] arguments) =>
        AssertError(["v9.99", "v5.10", "patch-v3", "v5.11"], arguments);

    [Theory]
    [InlineData("check", "--rule", "KVM-99")]
    [InlineData("rules", "--rule", "KVM-99")]
    public void An_unknown_rule_lists_the_known_ones(params string[] arguments) => AssertError(["KVM-99", "KVM-01", "LOCK-03"], arguments);

    [Theory]
    [InlineData("--bogus", "check", "--bogus")]
    [InlineData("bogus", "bogus")]
    [InlineData("--traces 0", "check", "--traces", "0")]
    [InlineData("--jobs 1000", "check", "--jobs", "1000")]
    [InlineData("--traces 0", "mutate", "--traces", "0")]
    [InlineData("--min-score 101", "mutate", "--min-score", "101")]
    [InlineData("mdevs=9", "mutate", "--scope", "mdevs=9")]
    [InlineData("--states -1", "explore", "--states", "-1")]
    [InlineData("--traces 99999999999999999999: allowed is 1 to 100000000", "check", "--traces", "99999999999999999999")]
    [InlineData("--traces many: allowed is 1 to 100000000", "check", "--traces", "many")]
    [InlineData("--seed -1: allowed is 0 to 18446744073709551615", "check", "--seed", "-1")]
    [InlineData("--traces 0: allowed is 1 to 100000000", "lockstep", "--driver", "tree", "--traces", "0")]
    [InlineData("--states -1: allowed is 0 to 200000000", "lockstep", "--driver", "tree", "--states", "-1")]
    [InlineData("--jobs 0: allowed is 1 to 256", "lockstep", "--driver", "tree", "--jobs", "0")]
    [InlineData("--jobs all: allowed is 1 to 256", "lockstep", "--driver", "tree", "--threads", "--jobs", "all")]
    [InlineData("--revision v9: no model is called so; there are: v4.20, v5.3, v5.10 (5.10)", "lockstep", "--driver", "tree", "--revision", "v9")]
    [InlineData("v7.2 (7.2, 7.3)", "lockstep", "--driver", "tree", "--revision", "v9")]
    [InlineData("yaml", "check", "--format", "yaml")]
    [InlineData("friendly", "check", "--profile", "friendly")]
    [InlineData("mdevs=9", "explore", "--scope", "mdevs=9")]
    [InlineData("colour", "explore", "--scope", "colour=red")]
    [InlineData("FILE or --trace", "replay")]
    [InlineData("--fail-on-known is about a compiled driver: name a kernel tree with --driver", "museum", "--fail-on-known")]
    [InlineData("with --driver leave them out", "museum", "--driver", "tree", "--revision", "v5.10")]
    [InlineData("with --driver leave them out", "museum", "--driver", "tree", "--expect", "cells.jsonl")]
    [InlineData("with --driver leave them out", "museum", "--driver", "tree", "--states", "10")]
    [InlineData("unknown bug 'B99'; known: B1, B1b", "museum", "B99", "--driver", "tree")]
    [InlineData("tree: no such directory; a kernel source tree is needed", "museum", "--driver", "tree")]
    [InlineData("--rev v6.12: is of one tree, and 0 are named; write TREE@REV for each", "check", "--rev", "v6.12")]
    [InlineData("--rev v6.12: is of one tree, and 2 are named; write TREE@REV for each", "replay", "--trace", "scope mdevs=1 kvms=1", "-d", "a", "-d", "b", "--rev", "v6.12")]
    [InlineData("--rev v6.12: .@v6.1 has a revision already, v6.1", "check", "--driver", ".@v6.1", "--rev", "v6.12")]
    [InlineData("--trace:2:", "replay", "--trace", "scope mdevs=1; create")]
    public void Bad_usage_names_what_was_wrong(string expected, params string[] arguments) => AssertError([expected], arguments);

    [Theory]
    [InlineData("{\"revision\": 5}")]
    [InlineData("{\"revision\": \"v5.10\"}")]
    [InlineData("not json")]
    [InlineData("null")]
    public void A_broken_line_of_an_expected_matrix_is_named(string line)
    {
        var matrix = command.Write("m.jsonl", $"\n{line}\n");

        AssertError(["m.jsonl:2:", "not a finding"], "check", "--scope", "mdevs=1", "--traces", "10", "--expect", matrix);
    }

    [Fact]
    public void A_missing_matrix_is_named() => AssertError(["nowhere.jsonl"], "check", "--expect", "nowhere.jsonl");

    [Fact]
    public void A_file_is_not_overwritten_unasked()
    {
        var trace = command.Write("t.trace", "scope mdevs=1 kvms=1\ncreate m0\nopen m0\nset_kvm m0 k0\nset_kvm m0 null\n");
        var precious = command.Write("out.trace", "precious\n");

        AssertError(["out.trace", "--force"], "minimize", trace, "-r", "v5.10", "-o", precious);
        AssertError(["out.trace", "--force"], "diagram", "-o", precious);
        Assert.Equal("precious\n", command.Read("out.trace"));
    }

    [Fact]
    public void A_file_in_a_missing_folder_cannot_be_written() => AssertError(["no/out.svg"], "diagram", "-o", "no/out.svg");

    private void AssertError(string[] expected, params string[] arguments)
    {
        var result = command.Run(2, arguments);
        Assert.All(expected, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.StartsWith("apspec: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }
}
