using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using ApSpec.Drivers;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>bisect</c>: which revision introduced a violation, and which fixed it.</summary>
internal static class BisectCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create()
    {
        var file = new Argument<string>("TRACE") { Description = "a .trace file" };
        var rule = new Option<string?>("--rule") { Description = "look at this rule alone" };
        var format = Options.Format();
        var command = new Command("bisect", "Run a trace on every revision, oldest first, and say between which two its verdict changes.")
        {
            file, rule, format,
        };
        command.SetAction(parse =>
        {
            var trace = Inputs.TraceFileOf(parse.GetValue(file)!).Trace;
            var rules = parse.GetValue(rule) is { } id ? Inputs.RulesOf([id]) : RuleBook.All;
            var verdicts = Catalog.All.Select(revision => RevisionVerdict.Run(revision, trace, rules)).ToImmutableArray();
            if (parse.GetValue(format) == "jsonl")
            {
                foreach (var verdict in verdicts)
                    Console.WriteLine(JsonSerializer.Serialize(new { revision = verdict.Revision.Name, verdict = verdict.Text, title = verdict.Revision.Title, unconfirmed = verdict.Unconfirmed.Select(ReservationText.Format), model = verdict.Revision.Grounds }, Json));
            }
            else
            {
                Console.Write(BisectText.Format(verdicts));
            }

            return verdicts.Any(verdict => verdict.IsViolated) ? ExitCode.Violated : ExitCode.Ok;
        });
        return command;
    }
}
