using System.Globalization;
using System.Text;

namespace ApSpec.Cli.Tests;

/// <summary>Malformed traces and wrong options, as many as are named, from one seed: none is our mistake, none steers the terminal.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Seed = 20201216;
    private static readonly byte[][] Traces = [.. Directory.GetFiles(Repository.File("tests/traces"), "*.trace").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    private static readonly string[] Words =
    [
        "", " ", "-", "--", "---", "-1", "0", "99999999999999999999", "1e9", "0x", "NaN", "m0", "null", "v5.10", "all", "\e[2J", "\u0001",
        "\u202e", "\ud800", "@file", "/dev/null", "[diagram]", "a\nb", "'", "\\", "--format=xml", "mdevs=99", "KVM-01", "\u009b31m", "ü", "%s%n",
    ];

    private static readonly string[] Commands =
    [
        "check", "replay", "minimize", "explore", "diff", "driver", "driver build", "driver cross-check", "lockstep", "mutate", "museum", "bisect",
        "diagram", "rules", "revisions", "docs", "worker", "review-worker", "",
    ];

    private static readonly string[] Options =
    [
        "--revision", "-r", "--driver", "--rule", "--scope", "--traces", "--length", "--seed", "--jobs", "--time", "--states", "--expect", "--format",
        "--profile", "--output", "--trace", "--asan", "--keep", "--kernel-tree", "--flavour", "--cc", "--min-score", "--era", "--root",
    ];

    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Malformed_traces_are_refused_or_run() => Replay(500);

    [Fact]
    [Trait("Kind", "Long")]
    public void Ten_thousand_malformed_traces_are_refused_or_run() => Replay(10_000);

    [Fact]
    public void Wrong_options_are_refused() => Refuse(100);

    [Fact]
    [Trait("Kind", "Long")]
    public void A_thousand_wrong_options_are_refused() => Refuse(1_000);

    private void Replay(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var choices = new Random(Seed + number);
            var path = Path.Combine(folder.Folder, "fuzz.trace");
            File.WriteAllBytes(path, Malformed(choices));
            Judge(number, [0, 1, 2, 4], "replay", path, "-r", "v5.10", "-r", "v6.12");
        }
    }

    private static void Refuse(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var choices = new Random(Seed + number);
            var arguments = Pick(choices, Commands).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            for (var more = choices.Next(5); more > 0; more--)
                arguments.Add(choices.Next(2) == 0 ? Pick(choices, Options) : Pick(choices, Words));
            arguments.Add($"--no-such-option{Pick(choices, Words)}"); // whatever the rest is, this is wrong
            Judge(number, [2], [.. arguments]);
        }
    }

    private static void Judge(int number, int[] allowed, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = Entry.Run(arguments, output, error);
        var text = $"{output}{error}";
        Assert.True(allowed.Contains(exit) && !text.Contains("internal error", StringComparison.Ordinal) && !text.Any(IsRaw),
            $"number {number} of seed {Seed}: exit {exit}: {string.Join(' ', arguments)}\n{text}");
    }

    private static bool IsRaw(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static T Pick<T>(Random choices, T[] of) => of[choices.Next(of.Length)];

    // A trace of the corpus, changed in one to four places.
    private static byte[] Malformed(Random choices)
    {
        var bytes = Pick(choices, Traces).ToList();
        for (var changes = choices.Next(4); changes >= 0; changes--)
            Change(choices, bytes);
        return [.. bytes];
    }

    private static void Change(Random choices, List<byte> bytes)
    {
        var at = choices.Next(bytes.Count + 1);
        var some = Math.Min(bytes.Count - at, choices.Next(40));
        switch (choices.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << choices.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 2:
                bytes.RemoveRange(at, some);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, some));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(choices, Words)));
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat((byte)choices.Next(256), choices.Next(2_000)));
                break;
            case 6:
                bytes.Insert(at, (byte)choices.Next(32));
                break;
            case 7:
                Double(choices, bytes);
                break;
            default:
                Renumber(choices, bytes);
                break;
        }
    }

    private static void Double(Random choices, List<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n').ToList();
        lines.Insert(choices.Next(lines.Count + 1), lines[choices.Next(lines.Count)]);
        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private static void Renumber(Random choices, List<byte> bytes)
    {
        var digit = bytes.FindIndex(choices.Next(bytes.Count + 1), b => b is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
            bytes.InsertRange(digit, Encoding.UTF8.GetBytes(Pick(choices, ["9", "00", "4294967296", "-", "0x", "fffff", "8"])));
    }
}
