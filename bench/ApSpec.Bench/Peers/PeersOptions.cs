using System.Globalization;

namespace ApSpec.Bench.Peers;

/// <summary>The arguments of <c>apspec bench</c>.</summary>
/// <param name="IsJsonl">One JSON object a row, else a table.</param>
/// <param name="Rounds">Rounds, of which the median is printed.</param>
/// <param name="Size">The scope of the exhaustive rows.</param>
/// <param name="Rows">Only rows whose name begins so; empty for all.</param>
/// <param name="Driver">The kernel tree of the rows of a compiled driver; null for none.</param>
/// <param name="IsSaved">Writes docs/performance.jsonl and docs/performance.md.</param>
/// <param name="IsPage">Prints the page of the stored run and measures nothing.</param>
/// <param name="IsHelp">Prints the help.</param>
internal sealed record PeersOptions(bool IsJsonl, int Rounds, SearchSize Size, string Rows, string? Driver, bool IsSaved, bool IsPage, bool IsHelp)
{
    private const int RoundsMax = 99;
    private static readonly string[] RowNames = ["exhaustive", "random", "schedules", "driver", "interleavings"];

    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        Description:
          Measure ApSpec beside SPIN, Rumur, CsCheck and FsCheck, interleaved in one run. Needs the Debian packages spin, rumur, gcc and libc6-dev.

        Usage:
          apspec bench [options]

        Options:
          --format <text|jsonl>          a table, or one JSON object a row [default: text]
          --rounds <n>                   rounds, of which the median is printed (1 to 99) [default: 5]
          --size <million|ten-million>   states of the exhaustive rows, about [default: million]
          --rows <name>                  only these rows: exhaustive, random, schedules, driver, interleavings
          --driver <tree>                the kernel tree of the rows driver: a directory, or TREE@REV
          --save                         store the run in docs/performance.jsonl, and write docs/performance.md from it
          --page                         print the page of the stored run; measure nothing
          -?, -h, --help                 show this help
        """;

    /// <summary>Reads the arguments.</summary>
    public static PeersOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new PeersOptions(false, 5, SearchSize.Million, "", null, false, false, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value(string allowed) => ++i < arguments.Count ? arguments[i]
                : throw new BadInputException($"{arguments[i - 1]}: found nothing, allowed: {allowed}");
            options = arguments[i] switch
            {
                "--format" => options with { IsJsonl = Choice("--format", Value("text or jsonl"), ("text", false), ("jsonl", true)) },
                "--rounds" => options with { Rounds = Number("--rounds", Value($"1 to {RoundsMax}")) },
                "--size" => options with
                {
                    Size = Choice("--size", Value("million or ten-million"), ("million", SearchSize.Million), ("ten-million", SearchSize.TenMillion)),
                },
                "--rows" => options with { Rows = Choice("--rows", Value(string.Join(" or ", RowNames)), [.. RowNames.Select(name => (name, name))]) },
                "--driver" => options with { Driver = Value("a directory, or TREE@REV") },
                "--save" => options with { IsSaved = true },
                "--page" => options with { IsPage = true },
                "-?" or "-h" or "--help" => options with { IsHelp = true },
                var other => throw new BadInputException($"found '{other}', allowed: the options that 'apspec bench --help' lists"),
            };
        }

        return options.IsSaved && options.Rows.Length > 0 ? throw new BadInputException("--save: a stored run has all rows, leave out --rows") : options;
    }

    private static T Choice<T>(string option, string found, params (string Name, T Value)[] allowed)
    {
        foreach (var (name, value) in allowed)
        {
            if (found == name)
                return value;
        }

        throw new BadInputException($"{option}: found '{found}', allowed: {string.Join(" or ", allowed.Select(choice => choice.Name))}");
    }

    private static int Number(string option, string found) =>
        int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= RoundsMax ? number
            : throw new BadInputException($"{option}: found '{found}', allowed: 1 to {RoundsMax}");
}
