using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ApSpec.Explore;
using ApSpec.RealDriver.Exam;
using ApSpec.RealDriver.Patches;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>seed</c>: how many of a list of defects are noticed when they are put into a driver.</summary>
internal static class SeedCommand
{
    // Installed beside the program, so it is found from any directory.
    private static readonly string ListFolder = Path.Combine(AppContext.BaseDirectory, "Exam");
    private static readonly string[] Lists = ["outside", "threads"];

    // Only whether a defect is noticed matters, so no effort goes into short traces.
    private const int StatesMax = 200;

    private static readonly TimeSpan TimeNormal = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "an entry of the list; default all", Arity = ArgumentArity.ZeroOrMore };
        var tree = new Option<string>("--kernel-tree") { Description = "the tree whose vfio_ap the defects are put into, or TREE@REV; it is copied", Required = true };
        var rev = Options.Rev();
        var list = new Option<string?>("--list") { Description = "'outside', 'threads' (calls at once), both of docs/exam.md, or a JSON file [default: outside]" };
        var part = new Option<string?>("--part") { Description = "run a part of the list: 1/10 is the first of each ten" };
        var traces = Options.Number("--traces", "random traces in each scope", 500, 1, 1_000_000);
        var length = Options.Number("--length", "operations of a random trace, at most", 60, 1, 10_000);
        var seed = Options.Seed();
        var jobs = Options.Number("--jobs", "processes that run each driver; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var time = Options.Time();
        var score = Options.Number("--min-score", "per cent of the defects that must be noticed, or the exit code is 1", 0, 0, 100);
        var isUnsafe = Options.Unsafe();
        var format = Options.Format();
        var command = new Command("seed", "Put each defect of a list into a driver in turn, review the change, and print which are noticed, and by what.")
        {
            names, tree, rev, list, part, traces, length, seed, jobs, time, score, isUnsafe, format,
        };
        command.SetAction(parse =>
        {
            var entries = Part(Named(Read(PathOf(parse.GetValue(list) ?? Lists[0])), parse.GetValue(names)!), parse.GetValue(part));
            var sandbox = Sandboxes.Create(parse.GetValue(isUnsafe));
            using var opened = ExamTree.Open(Options.TreesOf([parse.GetValue(tree)!], parse.GetValue(rev))[0], sandbox, out var error) ?? throw new InputException(error);
            var options = new ReviewOptions(
                new CampaignOptions(parse.GetValue(seed), parse.GetValue(traces), parse.GetValue(length), parse.GetValue(jobs)),
                Inputs.RulesOf([]), null, new SearchLimits(StatesMax));
            var run = new SeedRun(opened, options, parse.GetResult(time)?.Implicit == false ? Options.TimeOf(parse, time) : TimeNormal, sandbox);
            run.Prepare();
            Interrupt.Heed();
            var isJson = parse.GetValue(format) == "jsonl";
            var results = ImmutableArray.CreateBuilder<ExamResult>();
            foreach (var entry in entries.TakeWhile(_ => !Interrupt.IsAsked))
            {
                var result = run.Run(entry);
                results.Add(result);
                Console.WriteLine(isJson ? SeedJson.From(result).ToLine() : SeedText.Line(results.Count, entries.Length, result));
            }

            if (!isJson)
                Console.Write(SeedText.Summary(results.ToImmutable()));
            return ExitOf(results.ToImmutable(), entries.Length, parse.GetValue(score));
        });
        return command;
    }

    private static string PathOf(string list) => Lists.Contains(list) ? Path.Combine(ListFolder, $"{list}.json") : list;

    private static ImmutableArray<ExamEntry> Read(string path)
    {
        var entries = ExamFile.Parse(path, InputFile.Read(path, ExamFile.BytesMax, "a JSON file"), out var error);
        return error is null ? entries : throw new InputException(error);
    }

    private static ImmutableArray<ExamEntry> Named(ImmutableArray<ExamEntry> entries, string[] names) => names.Length == 0
        ? entries
        : [.. names.Select(name => entries.FirstOrDefault(entry => entry.Name == name) ?? throw new InputException($"unknown entry '{name}'; known: {string.Join(", ", entries.Select(entry => entry.Name))}"))];

    private static ImmutableArray<ExamEntry> Part(ImmutableArray<ExamEntry> entries, string? text)
    {
        if (text is null)
            return entries;
        if (text.Split('/') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var of) || which < 1 || which > of)
            throw new InputException($"--part {text}: allowed is K/N, such as 1/10, with K from 1 to N");
        return [.. entries.Where((_, index) => index % of == which - 1)];
    }

    private static int ExitOf(ImmutableArray<ExamResult> results, int asked, int score)
    {
        if (Interrupt.IsAsked && results.Length < asked)
            return Interrupt.Exit;
        if (!results.Any(result => result.IsCounted || result.Entry.IsHarmless && result.Outcome is not null))
            return ExitCode.CutOff;
        return ExamScore.PercentNoticed(results) < score || results.Any(result => result.Verdict == ExamVerdict.FalseAlarm) ? ExitCode.Violated
            : results.Any(result => result.Outcome is null) ? ExitCode.CutOff
            : ExitCode.Ok;
    }
}
