using System.Collections.Immutable;
using System.Globalization;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Locks;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Parts;

/// <summary>Reads a part. It trusts nothing in it: each violation is run again.</summary>
internal sealed class PartReader(string path, IReadOnlyList<string> lines, ImmutableArray<CheckTarget> drivers)
{
    private const int LengthMax = 10_000;
    private const int StatesMax = 200_000_000;
    private ImmutableArray<CheckTarget> targets = [];
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
        var wanted = 2 + (request.Subjects.Length * (request.Scopes.Length + (hasDrawn ? 1 : 0) + (drivers.IsEmpty ? 0 : 1)));
        if (count < wanted)
        {
            line = count;
            return Refuse($"the file ends after {Counts.Of(count, "line")}; this part has {wanted}");
        }

        var subjects = ImmutableArray.CreateBuilder<SubjectPart>();
        var dead = ImmutableArray.CreateBuilder<ImmutableArray<DeadTrace>>();
        foreach (var target in targets)
        {
            var subject = target.Engine.Subject;
            dead.Add(drivers.IsEmpty ? [] : DeathsOf(lines[line++], target, request));
            if (Error is not null)
                return null;
            var campaigns = ImmutableArray.CreateBuilder<CampaignResult>();
            foreach (var scope in request.Scopes)
            {
                if (CampaignOf(lines[line++], target, scope, request, dead[^1]) is not { } campaign)
                    return null;
                campaigns.Add(campaign);
            }

            DrawnThreads? drawn = null;
            if (hasDrawn && (drawn = DrawnOf(lines[line++], target, request)) is null)
                return null;
            subjects.Add(new SubjectPart(subject, campaigns.ToImmutable(), drawn));
        }

        line++;
        if (PartLine.Read<PartEndJson>(lines[wanted - 1]) is not { } end || end.End != wanted - 1)
            return Refuse($"{Shown(lines[wanted - 1])}; allowed is the last line of a part, {PartLine.Write(new PartEndJson(wanted - 1))}");
        line++;
        return count == wanted ? new CheckPart(request, head.IsOwnScope, subjects.ToImmutable(), [.. drivers.Select(target => target.Built!)], dead.ToImmutable()) : Refuse($"{Shown(lines[wanted])}; nothing follows the last line of a part");
    }

    private CheckRequest? RequestOf(PartHeadJson head)
    {
        if (DriversRefusal(head) is { } other)
        {
            Refuse(other);
            return null;
        }

        targets = !drivers.IsEmpty ? drivers
            : [.. head.Revisions.Select(Catalog.Find).OfType<Revision>().Select(revision => CheckTarget.From(new ModelSubject(revision), jobs: 1))];
        var subjects = targets.Select(target => target.Engine.Subject).ToImmutableArray();
        var rules = head.Rules.Select(RuleBook.Find).OfType<Rule>().Distinct().ToImmutableArray();
        var scopes = head.Scopes.Select(text => ScopeText.Parse(text, out _)).OfType<Scope>().ToImmutableArray();
        var wrong = subjects.Length != head.Revisions.Count + head.Drivers.Count || subjects.IsEmpty ? "revisions: unknown, or none"
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

    private CampaignResult? CampaignOf(string text, CheckTarget target, Scope scope, CheckRequest request, ImmutableArray<DeadTrace> deaths)
    {
        var (options, subject) = (request.Options, target.Engine.Subject);
        var read = PartLine.Read<PartScopeJson>(text);
        if (read is null || read.Revision != subject.ExpectationName || read.Sampled != scope.ToString() || !IsWhole(read.Traces, scope, options, deaths)
            || read.Steps < 0 || read.Steps > (long)options.Traces * options.LengthMax
            || read.CutBy.Values.Any(count => count < 0 || count > options.Traces) || read.CutBy.Values.Sum() > options.Traces
            || !read.Judged.Concat(read.Witnessed).All(id => RuleBook.Find(id) is not null))
        {
            Refuse($"{Shown(text)}; allowed is the line of {subject.Name} in scope '{scope}'");
            return null;
        }

        if (OrdersOf(read, scope, options) is not { } orders)
        {
            Refuse($"{Shown(text)}; a lock that was taken under another is malformed, or its seed is not one of this part");
            return null;
        }

        var hits = ImmutableArray.CreateBuilder<CampaignHit>();
        foreach (var hit in read.Hits)
        {
            if (HitOf(hit, subject, scope, request) is not { } found)
                return RefuseHit(hit);
            hits.Add(found);
        }

        if (target.Unconfirmed(hits.ToImmutable()) is { } wrong)
            return RefuseHit(read.Hits[hits.IndexOf(wrong)]);
        return new CampaignResult(scope, read.Traces, read.Steps, CutReasons.Sum([read.CutBy]), read.Traces >= options.Traces, hits.ToImmutable(), [.. read.Judged], [.. read.Witnessed])
        {
            Orders = orders,
        };
    }

    // What a cycle is made of is run again when its trace is made short.
    private static ImmutableArray<SeenOrder>? OrdersOf(PartScopeJson read, Scope scope, CampaignOptions options)
    {
        try
        {
            var orders = OrderTexts.OrdersOf(read.Orders);
            return orders.All(order => order.Shown is null && order.Scope == scope && order.Length >= 1 && order.Length <= options.LengthMax && order.Seed - options.Seed < (ulong)options.Traces)
                ? orders : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private CampaignResult? RefuseHit(PartHitJson hit)
    {
        Refuse($"{Shown(PartLine.Write(hit))}; the trace of this seed does not violate the rule so");
        return null;
    }

    private static CampaignHit? HitOf(PartHitJson hit, Subject subject, Scope scope, CheckRequest request)
    {
        var options = request.Options;
        if (RuleBook.Find(hit.Rule) is not { } rule || !request.Rules.Contains(rule) || hit.Length < 1 || hit.Length > options.LengthMax
            || hit.Seed - options.Seed >= (ulong)options.Traces || !ulong.TryParse(hit.Shape, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var shape))
            return null;
        var trace = SeededTrace.Draw(scope, subject.Era, hit.Seed, hit.Length);
        var trigger = Trigger.Of(trace.Operations[^1], hit.IsRefused ? StepResult.Of(Errno.EINVAL) : StepResult.Ok);
        return new CampaignHit(rule, trigger, shape, hit.Seed, trace);
    }

    private DrawnThreads? DrawnOf(string text, CheckTarget target, CheckRequest request)
    {
        var subject = target.Engine.Subject;
        var searchesMax = (long)request.Options.Traces * request.Scopes.Length;
        var read = PartLine.Read<PartDrawnJson>(text);
        if (read is null || read.Revision != subject.ExpectationName || read.Drawn < 0 || read.Drawn > searchesMax || read.Cut < 0 || read.Cut > searchesMax
            || read.Steps < 0 || read.Steps > long.MaxValue / CheckPart.TracesMax || read.Random < 0 || read.Random > read.Steps)
        {
            Refuse($"{Shown(text)}; allowed is the line of random calls at once on {subject.Name}");
            return null;
        }

        var findings = ImmutableArray.CreateBuilder<ThreadFinding>();
        foreach (var finding in read.Findings)
        {
            if (FindingOf(finding, target, request.Rules) is { } found)
            {
                findings.Add(found);
                continue;
            }

            Refuse($"{Shown(PartLine.Write(finding))}; this schedule does not violate the rule so");
            return null;
        }

        return new DrawnThreads(read.Drawn, read.Steps, read.Cut, findings.ToImmutable()) { Refusal = read.Refusal, RandomSchedules = read.Random };
    }

    private static ThreadFinding? FindingOf(PartDrawnFindingJson finding, CheckTarget target, ImmutableArray<Rule> rules)
    {
        if (TraceFile.Parse("", System.Text.Encoding.UTF8.GetBytes(finding.Trace), out _)?.Trace is not { Schedule: not null } trace || target.Engine.Subject.Refusal(trace.Scope) is not null)
            return null;
        var violation = target.Engine.Threads(rules).Play(trace, out _)?.Violations.FirstOrDefault(seen => seen.Rule.Id == finding.Rule && seen.Sign == finding.Sign);
        return violation is null ? null : new ThreadFinding(violation, finding.Preemptions, finding.Steps, trace);
    }

    // A part of compiled drivers needs their trees, since what it found is run again and shortened.
    private string? DriversRefusal(PartHeadJson head)
    {
        var (wanted, given) = (head.Drivers, drivers.Select(target => PartDriverJson.From(target.Built!)).ToArray());
        string Names(IEnumerable<PartDriverJson> some) => string.Join(' ', some.Select(driver => driver.Name));
        if (wanted.Any(driver => driver is null))
            return "drivers: malformed";
        if (wanted.Count == 0)
            return given.Length == 0 ? null : $"revisions: {MailText.Cut(string.Join(' ', head.Revisions))}; --driver is for parts of compiled drivers";
        if (given.Length == 0)
            return $"drivers: {MailText.Cut(Names(wanted))}; what the part found is run again: give the tree of each with --driver";
        if (!wanted.Select(driver => driver.Sources).SequenceEqual(given.Select(driver => driver.Sources)))
            return $"drivers: {MailText.Cut(Names(wanted))}; --driver names {Names(given)}";
        return wanted.Zip(given).FirstOrDefault(pair => pair.First.Tools != pair.Second.Tools) is { First: { } one } other
            ? $"tools: {Shown(one.Tools)}; {one.Name} is compiled here by '{other.Second.Tools}'" : null;
    }

    // Without the traces that ended their process; none when the driver cannot be loaded.
    private static bool IsWhole(long traces, Scope scope, CampaignOptions options, ImmutableArray<DeadTrace> deaths) =>
        traces + deaths.Count(dead => !dead.IsLoading && dead.IsRepeatable && dead.Trace.Scope == scope) == options.Traces
        || (traces == 0 && deaths.Any(dead => dead.IsLoading));

    private ImmutableArray<DeadTrace> DeathsOf(string text, CheckTarget target, CheckRequest request)
    {
        var read = PartLine.Read<PartDeathsJson>(text);
        var deaths = read is null || read.Revision != target.Engine.Subject.ExpectationName ? []
            : read.Deaths.Select(death => PartDeaths.Read(death, target.Engine.Subject, request)).ToImmutableArray();
        if (read is null || read.Revision != target.Engine.Subject.ExpectationName || deaths.Contains(null))
        {
            Refuse($"{Shown(text)}; allowed is the line of traces that ended the process of {target.Engine.Subject.ExpectationName}");
            return [];
        }

        foreach (var same in deaths.OfType<DeadTrace>().Where(dead => dead is { IsLoading: false, IsRepeatable: true }).GroupBy(dead => (dead.Cause, dead.Trace.Operations[^1].Kind)))
        {
            if (!target.Dies(same.First()))
            {
                Refuse($"{Shown(PartLine.Write(read.Deaths[deaths.IndexOf(same.First())]))}; the trace of this seed does not end its process so");
                return [];
            }
        }

        return [.. deaths.OfType<DeadTrace>()];
    }

    private CheckPart? Refuse(string message)
    {
        Error = new InputError(path, line, message);
        return null;
    }

    private static string Shown(string text) => $"'{MailText.Cut(text)}'";
}
