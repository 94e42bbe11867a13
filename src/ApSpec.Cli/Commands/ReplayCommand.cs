using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Check;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Patches;
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
        var drivers = Options.Drivers();
        var rev = Options.Rev();
        var rules = Options.Rules();
        var asan = new Option<bool>("--asan")
        {
            Description = "run the trace, as recorded on each --driver, as a C program under gcc's sanitizers and show their report",
        };
        var keep = new Option<string?>("--keep") { Description = "with --asan: keep the C program in this directory, which is new or empty" };
        var mermaid = new Option<bool>("--mermaid") { Description = "draw the threads of a trace with a schedule as a Mermaid sequence diagram instead" };
        var isUnsafe = Options.Unsafe();
        var command = new Command("replay", "Run a trace on revisions, show each step and each violated rule; check the file's expectations.")
        {
            file, trace, revisions, drivers, rev, rules, asan, keep, mermaid, isUnsafe,
        };
        command.SetAction(parse =>
        {
            var traceFile = (parse.GetValue(file), parse.GetValue(trace)) switch
            {
                ({ } path, null) => Inputs.TraceFileOf(path, runsThreads: true),
                (null, { } text) => Inputs.TraceOf(text),
                _ => throw new InputException("replay needs either a FILE or --trace"),
            };
            if (parse.GetValue(asan) || parse.GetValue(keep) is not null)
                return Sanitize(parse.GetValue(asan), Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)), parse.GetValue(file) ?? "--trace", traceFile.Trace, parse.GetValue(keep), parse.GetValue(isUnsafe));
            if (parse.GetValue(mermaid) && traceFile.Trace.Schedule is null)
                throw new InputException("--mermaid draws threads: the trace has no 'schedule' line");
            if (parse.GetValue(mermaid) && parse.GetValue(revisions)!.Length + Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)).Length != 1)
                throw new InputException("--mermaid draws one run: name one --revision or one --driver");
            var expectations = Inputs.ExpectationsOf(parse.GetValue(file) ?? "--trace", traceFile);
            var wanted = Inputs.RulesOf(parse.GetValue(rules)!);
            var isViolated = false;
            var isUnexpected = false;
            var isCutOff = false;
            var targets = CheckTarget.Both(parse.GetValue(revisions)!, Options.TreesOf(parse.GetValue(drivers)!, parse.GetValue(rev)), parse.GetValue(isUnsafe));
            if (traceFile.Title.Length > 0 && !parse.GetValue(mermaid))
                Console.WriteLine(MailText.Wrap(traceFile.Title) + "\n");
            foreach (var target in targets)
            {
                using (target)
                {
                    var subject = target.Engine.Subject;
                    if (expectations.For(subject.ExpectationName)?.NotApplicable is { } reason)
                    {
                        Console.WriteLine($"{subject.Name}\n  not applicable {reason}\n");
                        continue;
                    }

                    var (text, violations, isAlive, isCut, hasDied) = traceFile.Trace.Schedule is null
                        ? Whole(target.Replay(traceFile.Trace, wanted))
                        : ThreadReplay.Run(target, traceFile.Trace, wanted, parse.GetValue(mermaid));
                    Console.WriteLine(text);
                    var failures = target.SelfTestFailures.Where(SelfTest.IsOfTraces).ToArray();
                    foreach (var failed in failures)
                        Console.WriteLine(SelfTestText.Format(subject, failed));
                    isCutOff |= isCut;
                    isViolated |= violations.Length > 0 || !isAlive || hasDied;
                    isUnexpected |= failures.Length > 0;
                    if (wanted.Length == Rules.RuleBook.All.Length && !parse.GetValue(mermaid))
                        isUnexpected |= !isAlive || !IsExpected(expectations, subject, violations, parse.GetValue(file) is not null);
                }
            }

            return isUnexpected || (isViolated && traceFile.Expectations.IsEmpty) ? ExitCode.Violated
                : isCutOff && traceFile.Expectations.IsEmpty ? ExitCode.CutOff
                : ExitCode.Ok;
        });
        return command;
    }

    private static (string, ImmutableArray<ExpectedViolation>, bool, bool, bool) Whole((string Text, ImmutableArray<ExpectedViolation> Violations, bool IsAlive, bool IsCut) replay) =>
        (replay.Text, replay.Violations, replay.IsAlive, replay.IsCut, false);

    private static int Sanitize(bool isAsan, TreeName[] drivers, string name, Trace trace, string? keep, bool isUnsafe)
    {
        if (!isAsan)
            throw new InputException("--keep keeps the program of --asan");
        if (drivers.Length == 0)
            throw new InputException("--asan runs a compiled driver: name a kernel tree with --driver");
        if (keep is not null && drivers.Length > 1)
            throw new InputException("--keep keeps one program: name one --driver");
        var sandbox = Sandboxes.Create(isUnsafe);
        return drivers.Max(tree => AsanReplay.Run(tree, trace, name, keep, sandbox));
    }

    // True when there is no file, or it has no expectation for this subject, or the result is as expected.
    private static bool IsExpected(Expectations expectations, Subject subject, ImmutableArray<ExpectedViolation> seen, bool hasFile)
    {
        if (expectations.For(subject.ExpectationName) is not { } expected)
        {
            if (subject.ExpectationName != subject.Name && hasFile)
                Console.WriteLine($"  {subject.ExpectationName}: the file expects nothing of these sources\n");
            return true;
        }

        var isEqual = seen.SequenceEqual(expected.Violations);
        Console.WriteLine(isEqual
            ? $"  as expected{(expected.IsSuspected ? " (SUSPECTED)" : "")}\n"
            : $"  NOT as expected: {expected}\n");
        return isEqual;
    }
}
