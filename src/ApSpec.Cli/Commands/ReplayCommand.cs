using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Check;
using ApSpec.Report;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>replay</c>: runs one trace and shows every step.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "a .trace file", Arity = ArgumentArity.ZeroOrOne };
        var trace = new Option<string?>("--trace") { Description = "the trace itself, lines separated by ';'" };
        var revisions = Options.Revisions();
        var rules = Options.Rules();
        var command = new Command("replay", "Run a trace on revisions, show each step and each violated rule; check the file's expectations.")
        {
            file, trace, revisions, rules,
        };
        command.SetAction(parse =>
        {
            var traceFile = (parse.GetValue(file), parse.GetValue(trace)) switch
            {
                ({ } path, null) => Inputs.TraceFileOf(path),
                (null, { } text) => Inputs.TraceOf(text),
                _ => throw new InputException("replay needs either a FILE or --trace"),
            };
            var wanted = Inputs.RulesOf(parse.GetValue(rules)!);
            var isViolated = false;
            var isUnexpected = false;
            if (traceFile.Title.Length > 0)
                Console.WriteLine(MailText.Wrap(traceFile.Title) + "\n");
            foreach (var subject in Inputs.SubjectsOf(parse.GetValue(revisions)!))
            {
                if (traceFile.Expectations.FirstOrDefault(e => e.Revision == subject.Name)?.NotApplicable is { } reason)
                {
                    Console.WriteLine($"{subject.Name}\n  not applicable {reason}\n");
                    continue;
                }

                var steps = Recording.Of(subject, traceFile.Trace, wanted);
                Console.WriteLine(ReplayText.Of(subject, steps));
                isViolated |= steps.Any(step => step.Violations.Length > 0);
                if (wanted.Length == Rules.RuleBook.All.Length)
                    isUnexpected |= !IsExpected(traceFile, subject, steps);
            }

            return isUnexpected || (isViolated && traceFile.Expectations.IsEmpty) ? ExitCode.Violated : ExitCode.Ok;
        });
        return command;
    }

    // True when the file expects nothing of this subject, or exactly what was seen.
    private static bool IsExpected(TraceFile file, Subject subject, ImmutableArray<RecordedStep> steps)
    {
        var expected = file.Expectations.FirstOrDefault(e => e.Revision == subject.Name);
        if (expected is null)
            return true;
        var seen = TraceVerdict.Of(steps);
        var isEqual = seen.SequenceEqual(expected.Violations);
        Console.WriteLine(isEqual
            ? $"  as expected{(expected.IsSuspected ? " (SUSPECTED)" : "")}\n"
            : $"  NOT as expected: {expected}\n");
        return isEqual;
    }
}
