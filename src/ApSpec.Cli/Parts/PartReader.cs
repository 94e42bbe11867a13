using System.Collections.Immutable;
using System.Globalization;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Parts;

/// <summary>Reads a part. It trusts nothing in it: each violation is run again.</summary>
internal sealed class PartReader(string path, IReadOnlyList<string> lines)
{
    private const int LengthMax = 10_000;
    private const int StatesMax = 200_000_000;
    private readonly Dictionary<(Subject Subject, Scope Scope), Judge> judges = [];
    private int line;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public InputError? Error { get; private set; }

    public CheckPart? Read()
    {
        var count = lines.Count;
        while (count > 0 && lines[count - 1].Length == 0)
            count--;
        line = 1;
        if (count == 0 || PartLine.Read<PartHeadJson>(lines[0]) is not { Part: PartHeadJson.Version } head)
            return Refuse(count == 0 ? "the file is empty; a part of a check is needed, as 'check --format part' writes it" : $"{Shown(lines[0])}; allowed is the first line of a part, as 'check --format part' writes it");
        if (head.ApSpec != PartBuild.Id)
            return Refuse($"build {Shown(head.ApSpec)}; allowed is {PartBuild.Id}, the one that reads it");
        if (RequestOf(head) is not { } request)
            return null;
        var hasDrawn = request.Rules.Length == RuleBook.All.Length;
        var wanted = 2 + (request.Subjects.Length * (request.Scopes.Length + (hasDrawn ? 1 : 0)));
        if (count < wanted)
        {
            line = count;
            return Refuse($"the file ends after {Counts.Of(count, "line")}; this part has {wanted}");
        }

        var subjects = ImmutableArray.CreateBuilder<SubjectPart>();
        foreach (var subject in request.Subjects)
        {
            var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
            foreach (var scope in request.Scopes)
            {
                if (CampaignOf(lines[line++], subject, scope, request) is not { } campaign)
                    return null;
                campaigns.Add(campaign);
            }

            DrawnThreads? drawn = null;
            if (hasDrawn && (drawn = DrawnOf(lines[line++], subject, request)) is null)
                return null;
            subjects.Add(new SubjectPart(subject, campaigns.ToImmutable(), drawn));
        }

        line++;
        if (PartLine.Read<PartEndJson>(lines[wanted - 1]) is not { } end || end.End != wanted - 1)
            return Refuse($"{Shown(lines[wanted - 1])}; allowed is the last line of a part, {PartLine.Write(new PartEndJson(wanted - 1))}");
        line++;
        return count == wanted ? new CheckPart(request, head.IsOwnScope, subjects.ToImmutable()) : Refuse($"{Shown(lines[wanted])}; nothing follows the last line of a part");
    }

    private CheckRequest? RequestOf(PartHeadJson head)
    {
        var subjects = head.Revisions.Select(Catalog.Find).OfType<Revision>().Select(revision => (Subject)new ModelSubject(revision)).ToImmutableArray();
        var rules = head.Rules.Select(RuleBook.Find).OfType<Rule>().Distinct().ToImmutableArray();
        var scopes = head.Scopes.Select(text => ScopeText.Parse(text, out _)).OfType<Scope>().ToImmutableArray();
        var wrong = subjects.Length != head.Revisions.Count || subjects.IsEmpty ? "revisions: unknown, or none"
            : rules.Length != head.Rules.Count || rules.IsEmpty ? "rules: unknown, twice, or none"
            : scopes.Length != head.Scopes.Count || scopes.IsEmpty ? "scopes: malformed, or none"
            : subjects.SelectMany(subject => scopes.Select(subject.Refusal)).FirstOrDefault(refusal => refusal is not null) is { } refused ? $"scopes: {refused}"
            : head.Traces is < 1 or > CheckPart.TracesMax ? $"traces {head.Traces}: allowed are 1 to {CheckPart.TracesMax}"
            : head.Length is < 1 or > LengthMax ? $"length {head.Length}: allowed are 1 to {LengthMax}"
            : head.States is < 1 or > StatesMax ? $"states {head.States}: allowed are 1 to {StatesMax}" : null;
        if (wrong is null)
            return new CheckRequest(subjects, rules, scopes, new CampaignOptions(head.Seed, head.Traces, head.Length), new SearchLimits(head.States));
        Refuse(wrong);
        return null;
    }

    private CampaignResult? CampaignOf(string text, Subject subject, Scope scope, CheckRequest request)
    {
        var options = request.Options;
        var read = PartLine.Read<PartScopeJson>(text);
        if (read is null || read.Revision != subject.Name || read.Sampled != scope.ToString()
            || read.Steps < 0 || read.Steps > (long)options.Traces * options.LengthMax
            || read.CutBy.Values.Any(count => count < 0 || count > options.Traces) || read.CutBy.Values.Sum() > options.Traces
            || !read.Judged.Concat(read.Witnessed).All(id => RuleBook.Find(id) is not null))
        {
            Refuse($"{Shown(text)}; allowed is the line of {subject.Name} in scope '{scope}'");
            return null;
        }

        var hits = ImmutableArray.CreateBuilder<CampaignHit>();
        foreach (var hit in read.Hits)
        {
            if (HitOf(hit, subject, scope, request) is { } found)
            {
                hits.Add(found);
                continue;
            }

            Refuse($"{Shown(PartLine.Write(hit))}; the trace of this seed does not violate the rule so");
            return null;
        }

        return new CampaignResult(scope, options.Traces, read.Steps, CutReasons.Sum([read.CutBy]), IsComplete: true, hits.ToImmutable(), [.. read.Judged], [.. read.Witnessed]);
    }

    private CampaignHit? HitOf(PartHitJson hit, Subject subject, Scope scope, CheckRequest request)
    {
        var options = request.Options;
        if (RuleBook.Find(hit.Rule) is not { } rule || !request.Rules.Contains(rule) || hit.Length < 1 || hit.Length > options.LengthMax
            || hit.Seed - options.Seed >= (ulong)options.Traces || !ulong.TryParse(hit.Shape, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var shape))
            return null;
        var trace = SeededTrace.Draw(scope, subject.Era, hit.Seed, hit.Length);
        if (!judges.TryGetValue((subject, scope), out var judge))
            judges.Add((subject, scope), judge = new Judge(subject.Create(scope), RuleBook.All));
        var trigger = Trigger.Of(trace.Operations[^1], hit.IsRefused ? StepResult.Of(Errno.EINVAL) : StepResult.Ok);
        return Reproduction.Find(judge, trace, rule, trigger) is { } found && found.Trace.Operations[^1] == trace.Operations[^1]
            ? new CampaignHit(rule, trigger, shape, hit.Seed, trace) : null;
    }

    private DrawnThreads? DrawnOf(string text, Subject subject, CheckRequest request)
    {
        var searchesMax = (long)request.Options.Traces * request.Scopes.Length;
        var read = PartLine.Read<PartDrawnJson>(text);
        if (read is null || read.Revision != subject.Name || read.Drawn < 0 || read.Drawn > searchesMax || read.Cut < 0 || read.Cut > searchesMax
            || read.Steps < 0 || read.Steps > long.MaxValue / CheckPart.TracesMax)
        {
            Refuse($"{Shown(text)}; allowed is the line of random calls at once on {subject.Name}");
            return null;
        }

        var findings = ImmutableArray.CreateBuilder<ThreadFinding>();
        foreach (var finding in read.Findings)
        {
            if (FindingOf(finding, subject, request.Rules) is { } found)
            {
                findings.Add(found);
                continue;
            }

            Refuse($"{Shown(PartLine.Write(finding))}; this schedule does not violate the rule so");
            return null;
        }

        return new DrawnThreads(read.Drawn, read.Steps, read.Cut, findings.ToImmutable()) { Refusal = read.Refusal };
    }

    private static ThreadFinding? FindingOf(PartDrawnFindingJson finding, Subject subject, ImmutableArray<Rule> rules)
    {
        if (TraceFile.Parse("", System.Text.Encoding.UTF8.GetBytes(finding.Trace), out _)?.Trace is not { Schedule: not null } trace || subject.Refusal(trace.Scope) is not null)
            return null;
        var violation = ThreadPlayer.Play(subject, trace, rules, out _)?.Violations.FirstOrDefault(seen => seen.Rule.Id == finding.Rule && seen.Sign == finding.Sign);
        return violation is null ? null : new ThreadFinding(violation, finding.Preemptions, finding.Steps, trace);
    }

    private CheckPart? Refuse(string message)
    {
        Error = new InputError(path, line, message);
        return null;
    }

    private static string Shown(string text) => $"'{MailText.Cut(text)}'";
}
