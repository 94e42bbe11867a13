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
        var command = new Command("merge", "Print the report of one check over all the seeds of several parts.") { files, jobs, format, isFull, cause };
        command.SetAction(parse =>
        {
            var parts = parse.GetValue(files)!.Select(path => (path, PartOf(path))).ToArray();
            var whole = CheckPart.Merge(parts, out var error) ?? throw new InputException(error!);
            var detail = CheckCommand.DetailOf(parse.GetValue(format) == "jsonl", parse.GetValue(isFull) || whole.Request.Rules.Length < Rules.RuleBook.All.Length,
                parse.GetValue(cause), whole.Request.Subjects.Length) with
            { HasScope = whole.IsOwnScope };
            Interrupt.Heed();
            var request = whole.Request with { Options = whole.Request.Options with { Jobs = parse.GetValue(jobs), Time = CheckCommand.LimitOf(TimeSpan.MaxValue) } };
            var targets = request.Subjects.Select(subject => CheckTarget.From(subject, parse.GetValue(jobs))).ToImmutableArray();
            return new CheckRun(request, targets, detail) { Parts = whole.Subjects }.Run(expected: default);
        });
        return command;
    }

    private static CheckPart PartOf(string path) =>
        CheckPart.Read(path, InputFile.ReadLines(path, BytesMax, "a part of a check"), out var error) ?? throw new InputException(error!);
}
