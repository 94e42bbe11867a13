using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Cli.Parts;

namespace ApSpec.Cli.Commands;

/// <summary><c>merge</c>: one report of what several machines ran.</summary>
internal static class MergeCommand
{
    // A part has some bytes for each violation, and few of them come from more traces.
    private const int BytesMax = 256 << 20;

    public static Command Create()
    {
        var files = new Argument<string[]>("part")
        {
            Description = "files that 'check --format part' wrote, with ranges of seeds next to each other",
            Arity = ArgumentArity.OneOrMore,
        };
        var jobs = Options.Number("--jobs", "threads; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var format = Options.Format();
        var isFull = Options.Full();
        var cause = Options.Cause();
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var isUnsafe = Options.Unsafe();
        var noAsan = CrashSanitizer.No();
        drivers.Description = "of parts of compiled drivers, the tree of each driver, or TREE@REV, in the order of the check: what the parts found is run again and shortened";
        var command = new Command("merge", "Print the report of one check over all the seeds of several parts.")
        {
            files, jobs, format, isFull, cause, drivers, rev, isUnsafe, noAsan,
        };
        command.SetAction(parse =>
        {
            var trees = Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev));
            ImmutableArray<CheckTarget> built = trees.Length == 0 ? [] : CheckTarget.Named([], trees, parse.GetValue(jobs), parse.GetValue(isUnsafe));
            try
            {
                var parts = parse.GetValue(files)!.Select(path => (path, PartOf(path, built))).ToArray();
                var whole = CheckPart.Merge(parts, out var error) ?? throw new InputException(error!);
                var detail = CheckCommand.DetailOf(parse.GetValue(format) == "jsonl", parse.GetValue(isFull) || whole.Request.Rules.Length < Rules.RuleBook.All.Length,
                    parse.GetValue(cause), whole.Request.Subjects.Length) with
                { HasScope = whole.IsOwnScope, HasAsan = !parse.GetValue(noAsan) };
                Interrupt.Heed();
                var request = whole.Request with { Options = whole.Request.Options with { Jobs = parse.GetValue(jobs), Time = CheckCommand.LimitOf(TimeSpan.MaxValue) } };
                foreach (var (target, deaths) in built.Zip(whole.Deaths))
                    target.Add(deaths);
                var targets = built.IsEmpty ? [.. request.Subjects.Select(subject => CheckTarget.From(subject, parse.GetValue(jobs)))] : built;
                return new CheckRun(request, targets, detail) { Parts = whole.Subjects }.Run(expected: default);
            }
            finally
            {
                foreach (var target in built)
                    target.Dispose();
            }
        });
        return command;
    }

    private static CheckPart PartOf(string path, ImmutableArray<CheckTarget> drivers) =>
        CheckPart.Read(path, InputFile.ReadLines(path, BytesMax, "a part of a check"), drivers, out var error) ?? throw new InputException(error!);
}
