using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ApSpec.Vocabulary;

/// <summary>A <c>.trace</c> file: title (the first comment), trace, and expected verdicts.</summary>
public sealed record TraceFile(string Title, Trace Trace, ImmutableArray<Expectation> Expectations)
{
    /// <summary>Files larger than this are refused: 1 MiB.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>The most operations a file may hold.</summary>
    public const int OperationsMax = 10_000;

    /// <summary>Reads the bytes of a file; null with an error that names file and line.</summary>
    public static TraceFile? Parse(string name, ReadOnlySpan<byte> bytes, out InputError? error)
    {
        error = bytes.Length > BytesMax
            ? new InputError(name, 0, $"{bytes.Length} bytes, a trace has at most {BytesMax}")
            : null;
        if (error is not null)
            return null;
        var mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0; // some editors put one
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes[mark..]);
        }
        catch (DecoderFallbackException e)
        {
            var offset = mark + Math.Max(0, e.Index);
            error = new InputError(name, 0, $"byte 0x{bytes[offset]:x2} at offset {offset} is not UTF-8 text");
            return null;
        }

        var reader = new TraceFileReader(name);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            error = reader.Read(number, line.TrimEnd('\r').Trim());
            if (error is not null)
                return null;
        }

        return reader.End(number, out error);
    }

    /// <summary>The file's text.</summary>
    public override string ToString() =>
        (Title.Length > 0 ? $"# {Title}\n" : "") + Trace + string.Concat(Expectations.Select(e => $"{e}\n"));

    private sealed class TraceFileReader(string name)
    {
        private readonly ImmutableArray<Operation>.Builder operations = ImmutableArray.CreateBuilder<Operation>();
        private readonly ImmutableArray<Expectation>.Builder expectations = ImmutableArray.CreateBuilder<Expectation>();
        private readonly List<int> lines = [];
        private string? title;
        private Scope? scope;
        private Schedule? schedule;
        private int scheduleLine;

        public InputError? Read(int number, string line)
        {
            if (line.StartsWith('#'))
            {
                title ??= line.TrimStart('#').Trim();
                return null;
            }

            var comment = line.IndexOf(" #", StringComparison.Ordinal);
            line = comment < 0 ? line : line[..comment].TrimEnd();
            if (line.Length == 0)
                return null;
            var verb = line.Split(' ', 2)[0];
            if (scope is null)
                return ReadScope(number, line);
            if (verb == "scope")
                return new InputError(name, number, "a second 'scope' line; a trace has one");
            if (verb == "expect")
                return ReadExpectation(number, line);
            if (verb == "schedule")
                return ReadSchedule(number, line);
            if (OperationSyntax.Parse(line, out var message) is not { } operation)
                return new InputError(name, number, message);
            if (scope.Refusal(operation with { Thread = 0 }) is { } refusal)
                return new InputError(name, number, refusal);
            if (expectations.Count > 0)
                return new InputError(name, number, "an operation stands after the first expect line");
            if (schedule is not null)
                return new InputError(name, number, "an operation stands after the schedule; the schedule is the last line before the expect lines");
            if (operations.Count == OperationsMax)
                return new InputError(name, number, $"more than {OperationsMax} operations");
            operations.Add(operation);
            lines.Add(number);
            return null;
        }

        public TraceFile? End(int last, out InputError? error)
        {
            if (scope is null)
            {
                error = new InputError(name, last, "no 'scope' line: a trace starts with one, such as 'scope mdevs=1 kvms=1'");
                return null;
            }

            var trace = new Trace(scope, operations.ToImmutable()) { Schedule = schedule };
            error = TraceThreads.Refusal(trace) is var (place, message) ? new InputError(name, place < 0 ? scheduleLine : lines[place], message) : null;
            return error is null ? new TraceFile(title ?? "", trace, expectations.ToImmutable()) : null;
        }

        private InputError? ReadSchedule(int number, string line)
        {
            if (schedule is not null)
                return new InputError(name, number, "a second 'schedule' line; a trace has one");
            if (expectations.Count > 0)
                return new InputError(name, number, "the schedule stands after the first expect line");
            scheduleLine = number;
            schedule = Schedule.Parse(line["schedule".Length..], out var message);
            return schedule is null ? new InputError(name, number, message) : null;
        }

        private InputError? ReadScope(int number, string line)
        {
            var words = line.Split(' ', 2);
            if (words[0] != "scope")
                return new InputError(name, number, $"found '{line}', expected a 'scope' line, such as 'scope mdevs=1 kvms=1'");
            scope = ScopeText.Parse(words.Length > 1 ? words[1] : "", out var message);
            return scope is null ? new InputError(name, number, message) : null;
        }

        private InputError? ReadExpectation(int number, string line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            var suspected = words[^1] == "suspected";
            if (suspected)
                words.RemoveAt(words.Count - 1);
            var revisions = words.Count > 1 ? RevisionRange.Parse(words[1]) : null;
            if (revisions is { } range)
            {
                if (words.Count >= 5 && words[2] == "not" && words[3] == "applicable")
                    return Add(new Expectation(range, [], string.Join(' ', words.Skip(4)), suspected) { Line = number });
                if (words.Count == 3 && words[2] == "clean")
                    return Add(new Expectation(range, [], null, suspected) { Line = number });
                var violations = words.Skip(2).Select(Violation).ToArray();
                if (violations.Length > 0 && violations.All(v => v is not null))
                    return Add(new Expectation(range, [.. violations.Select(v => v!.Value)], null, suspected) { Line = number });
            }

            return new InputError(name, number,
                $"found '{line}', expected 'expect REVISION clean', 'expect REVISION RULE-00@STEP ...' or "
                + "'expect REVISION not applicable REASON', where REVISION may be 'FIRST..LAST'");
        }

        private InputError? Add(Expectation expectation)
        {
            expectations.Add(expectation);
            return null;
        }

        private static ExpectedViolation? Violation(string word)
        {
            var at = word.IndexOf('@', StringComparison.Ordinal);
            return at > 0 && int.TryParse(word.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
                ? new ExpectedViolation(word[..at], step)
                : null;
        }
    }
}
