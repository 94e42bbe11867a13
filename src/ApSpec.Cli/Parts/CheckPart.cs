using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Parts;

/// <summary>
/// What one range of seeds showed on modelled revisions or compiled drivers, before anything is shortened: what <c>check --format part</c> writes. Parts of ranges next to each
/// other make the part of all of them, and that has all a report needs.
/// </summary>
/// <param name="Request">What was asked for; its options have the range.</param>
/// <param name="IsOwnScope">The user named the scope.</param>
/// <param name="Subjects">What the traces showed on each revision.</param>
/// <param name="Drivers">The compiled drivers, if there are any, in the order of the subjects.</param>
/// <param name="Deaths">Traces that ended the process of each driver.</param>
internal sealed record CheckPart(
    CheckRequest Request, bool IsOwnScope, ImmutableArray<SubjectPart> Subjects, ImmutableArray<BuiltDriver> Drivers, ImmutableArray<ImmutableArray<DeadTrace>> Deaths)
{
    /// <summary>Traces that parts may have together, in each scope.</summary>
    public const int TracesMax = 100_000_000;

    /// <summary>The part as lines.</summary>
    public IEnumerable<string> ToLines()
    {
        string[] lines = [PartLine.Write(Head), .. Subjects.Index().SelectMany(at => DeathsOf(at.Index).Concat(LinesOf(at.Item)))];
        return lines.Append(PartLine.Write(new PartEndJson(lines.Length)));
    }

    /// <summary>Reads a part, of these drivers or else of models; null with an error that names the line, what was found, and what is allowed.</summary>
    public static CheckPart? Read(string path, IReadOnlyList<string> lines, ImmutableArray<CheckTarget> drivers, out InputError? error)
    {
        var reader = new PartReader(path, lines, drivers);
        var part = reader.Read();
        error = reader.Error;
        return part;
    }

    /// <summary>The part of all the ranges; null with an error when parts do not belong together, or leave seeds out.</summary>
    public static CheckPart? Merge(IReadOnlyCollection<(string Path, CheckPart Part)> parts, out InputError? error)
    {
        var (first, whole) = parts.First();
        foreach (var (path, part) in parts.Skip(1))
        {
            foreach (var (one, other) in whole.Head.Common.Zip(part.Head.Common))
            {
                if (one.Value != other.Value)
                {
                    error = new InputError(path, 1, $"{one.Name}: {other.Value}; {first} has {one.Value}, and parts of one check have the same");
                    return null;
                }
            }
        }

        var sorted = parts.OrderBy(part => part.Part.Request.Options.Seed).ToArray();
        (first, whole) = sorted[0];
        foreach (var (path, part) in sorted.Skip(1))
        {
            var (options, next) = (whole.Request.Options, part.Request.Options);
            var end = options.Seed + (ulong)options.Traces;
            error = next.Seed != end ? new InputError(path, 1, $"the seeds from {next.Seed} on {(next.Seed < end ? "overlap with" : "leave a gap after")} those of {first}, which end with {end - 1}; allowed is {end}")
                : (long)options.Traces + next.Traces > TracesMax ? new InputError(path, 1, $"{(long)options.Traces + next.Traces} traces with those before it; at most {TracesMax}") : null;
            if (error is not null)
                return null;
            whole = whole with
            {
                Request = whole.Request with { Options = options with { Traces = options.Traces + next.Traces } },
                Subjects = [.. whole.Subjects.Zip(part.Subjects, (one, other) => one.And(other))],
                Deaths = [.. whole.Deaths.Zip(part.Deaths, (one, other) => one.AddRange(other))],
            };
            first = path;
        }

        var refusal = whole.Subjects.Zip(whole.Deaths, (subject, deaths) => PartDeaths.Refusal(subject.Subject, deaths)).FirstOrDefault(text => text is not null);
        error = refusal is null ? null : new InputError(first, 1, refusal);
        return refusal is null ? whole : null;
    }

    private PartHeadJson Head => new(
        PartHeadJson.Version, PartBuild.Id, Request.Options.Seed, Request.Options.Traces, Request.Options.LengthMax, Request.Limits.StatesMax, IsOwnScope,
        [.. Drivers.IsEmpty ? Request.Subjects.Select(subject => subject.Name) : []], [.. Drivers.Select(PartDriverJson.From)], [.. Request.Rules.Select(rule => rule.Id)], [.. Request.Scopes.Select(scope => scope.ToString())]);

    private IEnumerable<string> DeathsOf(int place) =>
        Drivers.IsEmpty ? [] : [PartLine.Write(PartDeaths.LineOf(Subjects[place].Subject, Deaths[place]))];

    private static IEnumerable<string> LinesOf(SubjectPart part)
    {
        foreach (var campaign in part.Campaigns)
        {
            yield return PartLine.Write(new PartScopeJson(
                part.Subject.ExpectationName, campaign.Scope.ToString(), campaign.Traces, campaign.Steps, campaign.CutBy, Sorted(campaign.Judged), Sorted(campaign.Witnessed),
                [.. campaign.Hits.Select(hit => new PartHitJson(hit.Rule.Id, hit.Trigger.IsRefused, $"{hit.Shape:x16}", hit.Seed, hit.Trace.Operations.Length))],
                [.. campaign.Orders.Select(OrderTexts.ToData)]));
        }

        if (part.Drawn is { } drawn)
        {
            yield return PartLine.Write(new PartDrawnJson(part.Subject.ExpectationName, drawn.Searches, drawn.Steps, drawn.Cut, drawn.Refusal,
                [.. drawn.Findings.Select(found => new PartDrawnFindingJson(found.Violation.Rule.Id, found.Violation.Sign, found.Preemptions, found.Steps, found.Trace.ToString()))], drawn.RandomSchedules));
        }
    }

    private static string[] Sorted(IEnumerable<string> rules) => [.. rules.Order(StringComparer.Ordinal)];
}
