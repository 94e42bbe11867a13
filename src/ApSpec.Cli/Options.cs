using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using ApSpec.RealDriver.Patches;

namespace ApSpec.Cli;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    /// <summary>Revisions; by default those of the mail thread (<see cref="Inputs.RevisionsOf"/>).</summary>
    public static Option<string[]> Revisions(string normal = "those of the thread: v5.10, patch-v3, v5.11") => new("--revision", "-r")
    {
        Description = $"a driver revision (see 'revisions'); may be given several times; default {normal}",
        DefaultValueFactory = _ => [],
    };

    public static Option<string[]> Drivers() => new("--driver", "-d")
    {
        Description = "a kernel tree whose vfio_ap is compiled and run, or TREE@REV, a revision in its git repository; may be given several times",
        DefaultValueFactory = _ => [],
    };

    /// <summary>For commands with an option that names a tree.</summary>
    public static Option<string?> Rev() => new("--rev")
    {
        Description = "the revision of the one tree that is named: --driver TREE --rev REV says the same as --driver TREE@REV",
    };

    /// <summary>The named trees; a revision is allowed with a single tree.</summary>
    public static TreeName[] TreesOf(string[] trees, string? revision)
    {
        if (revision is null)
            return [.. trees.Select(TreeName.Parse)];
        if (trees.Length != 1)
            throw new InputException($"--rev {revision}: is of one tree, and {trees.Length} are named; write TREE@REV for each");
        return TreeName.Parse(trees[0]) is { Revision: { } other }
            ? throw new InputException($"--rev {revision}: {trees[0]} has a revision already, {other}")
            : [TreeName.At(trees[0], revision)];
    }

    /// <summary>For every command that compiles or runs a tree's code.</summary>
    public static Option<bool> Unsafe() => new("--unsafe")
    {
        Description = "compile and run the tree's code without a sandbox, with all rights of the user",
    };

    public static Option<string> Revision() => new("--revision", "-r")
    {
        Description = "a driver revision (see 'revisions')",
        Required = true,
    };

    public static Option<string[]> Rules() => new("--rule")
    {
        Description = "a rule id (see 'rules'); may be given several times; default all",
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Scope() => new("--scope")
    {
        Description = "bounds, such as 'mdevs=2 kvms=1 adapters=05 domains=0006 features=masks'",
    };

    public static Option<int> StatesMax(int normal) => Number("--states", "states a search may store", normal, 1, 200_000_000);

    /// <summary>The same, with a default for real drivers: there a search stores a tenth of the states in the same time.</summary>
    public static int StatesMax(ParseResult parse, Option<int> option, bool isOnDriver) =>
        isOnDriver && parse.GetResult(option)?.Implicit != false ? parse.GetValue(option) / 10 : parse.GetValue(option);

    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = "text or jsonl", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "jsonl");
        return option;
    }

    public static Option<bool> Full() => new("--full")
    {
        Description = "print every finding with the table of its trace, and the matrix; the default is a summary, or the tables of --rule",
    };

    public static Option<int?> Cause() => new("--cause") { Description = "print the tables of one cause, by its number in the summary" };

    public static Option<int> Number(string name, string description, int normal, int min, int max) => new(name)
    {
        Description = $"{description} ({min:N0} to {max:N0})",
        DefaultValueFactory = _ => normal,
        CustomParser = result => InRange(result, name, min, max),
    };

    /// <summary>A length of time; read by <see cref="TimeOf"/>. A bare number is seconds.</summary>
    public static Option<TimeSpan> Time() => new("--time")
    {
        Description = "time for the check, such as 500ms, 30s or 5m, shared over revisions, scopes and counterexamples; a bare number is "
            + "seconds; at most 1440m; no limit without it, or with 0 (a run it stops is not repeatable)",
        CustomParser = DurationOf,
    };

    /// <summary>The given time; <see cref="TimeSpan.MaxValue"/> for no limit.</summary>
    public static TimeSpan TimeOf(ParseResult parse, Option<TimeSpan> time) =>
        parse.GetValue(time) is var asked && asked == TimeSpan.Zero ? TimeSpan.MaxValue : asked;

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "seed of the first trace; trace n has this plus n",
        DefaultValueFactory = _ => 1,
        CustomParser = result => InRange(result, "--seed", 0UL, ulong.MaxValue),
    };

    private static TimeSpan DurationOf(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var digits = text.TrimEnd('m', 's');
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            TimeSpan? time = text[digits.Length..] switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" or "" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => null,
            };
            if (time is { } length && length <= TimeMax)
                return number == 0 ? TimeSpan.MaxValue : length;
        }

        result.AddError($"--time {text}: allowed is a number of ms, s or m, such as 500ms, 30s or 5m, at most {TimeMax.TotalMinutes:F0}m");
        return default;
    }

    private static T InRange<T>(ArgumentResult result, string name, T min, T max)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        result.AddError($"{name} {text}: allowed is {min} to {max}");
        return default;
    }
}
