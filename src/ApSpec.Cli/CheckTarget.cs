using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Replay;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>One subject of a check: a modelled revision or a compiled driver, with its engine.</summary>
internal sealed class CheckTarget : IDisposable
{
    private readonly DriverEngine? workers;

    private CheckTarget(ICheckEngine engine, DriverEngine? workers, BuiltDriver? built, Sandbox? sandbox)
    {
        Engine = engine;
        this.workers = workers;
        Built = built;
        Sandbox = sandbox;
    }

    /// <summary>Runs the checks.</summary>
    public ICheckEngine Engine { get; }

    /// <summary>The compiled driver; null for a modelled revision.</summary>
    public BuiltDriver? Built { get; }

    /// <summary>The sandbox of the compiled driver; null for a modelled revision.</summary>
    public Sandbox? Sandbox { get; }

    /// <summary>Failed checks of a compiled driver's self-test.</summary>
    public ImmutableArray<SelfTestCheck> SelfTestFailures => Built?.Failures ?? [];

    /// <summary>How often a process that ran the driver died.</summary>
    public int Deaths => workers?.Deaths ?? 0;

    /// <summary>Traces that killed the process of the driver.</summary>
    public IEnumerable<DeadTrace> Dead => workers?.Dead ?? [];

    /// <summary>Adds traces that killed the process of the driver in another run.</summary>
    public void Add(IEnumerable<DeadTrace> deaths) => workers?.Add(deaths);

    /// <summary>True when a trace kills its process as it says.</summary>
    public bool Dies(DeadTrace dead) => workers?.Dies(dead) == true;

    /// <summary>Runs hits of one scope again; the first that is not violated as it says, null for none.</summary>
    public CampaignHit? Unconfirmed(ImmutableArray<CampaignHit> hits)
    {
        if (workers is not null)
            return workers.Unconfirmed(hits);
        var judge = hits.IsEmpty ? null : new Judge(Engine.Subject.Create(hits[0].Trace.Scope), RuleBook.All);
        return hits.FirstOrDefault(hit => !Reproduction.Violates(judge!, hit.Trace, hit.Rule, hit.Trigger));
    }

    /// <summary>Traces that kill their process, shortened.</summary>
    public ImmutableArray<DeadTrace> ShortestDeaths(TimeLimit? time) => workers?.ShortestDeaths(time) ?? [];

    /// <summary>The targets that a command line names: trees when there are any, else revisions.</summary>
    public static ImmutableArray<CheckTarget> Named(string[] revisions, TreeName[] trees, int jobs, bool isUnsafe)
    {
        if (trees.Length > 0 && revisions.Length > 0)
            throw new InputException("either --revision or --driver");
        if (trees.Length == 0)
            return [.. Inputs.SubjectsOf(revisions).Select(subject => From(subject, jobs))];
        var sandbox = Sandboxes.Create(isUnsafe);
        return [.. RealDrivers.Build(trees, sandbox).Select(built => From(built, jobs, sandbox))];
    }

    /// <summary>The targets of one trace: the revisions and the trees that a command line names; every revision when it names none.</summary>
    public static ImmutableArray<CheckTarget> Both(string[] revisions, TreeName[] trees, bool isUnsafe)
    {
        if (revisions.Length == 0 || trees.Length == 0)
            return Named(revisions, trees, jobs: 1, isUnsafe);
        return [.. Named(revisions, [], jobs: 1, isUnsafe), .. Named([], trees, jobs: 1, isUnsafe)];
    }

    public static CheckTarget From(Subject subject, int jobs) => new(new LocalEngine(subject, jobs), null, null, null);

    public static CheckTarget From(BuiltDriver built, int jobs, Sandbox sandbox)
    {
        var engine = new DriverEngine(new DriverSubject(built), Commands.WorkerCommandLine.Create(built, sandbox), jobs);
        return new CheckTarget(engine, engine, built, sandbox);
    }

    /// <summary>Replays one trace. Returns the text, the violated rules with their steps, whether the process survived, and whether the verdict is incomplete.</summary>
    public (string Text, ImmutableArray<ExpectedViolation> Violations, bool IsAlive, bool IsCutOff) Replay(Trace trace, ImmutableArray<Rule> rules)
    {
        Accept(trace.Scope);
        var (replay, death) = workers is null ? (ReplayedTrace.Run(Engine.Subject, trace, rules), null) : workers.Replay(trace, rules);
        return replay is null
            ? (DeathText.Format(Engine.Subject, death!), [], false, false)
            : (ReplayText.Format(Engine.Subject, replay), replay.Violations, true, replay.IsCutOff);
    }

    /// <summary>Replays one trace, judged by every rule; null when the process dies.</summary>
    public ReplayedTrace? Replay(Trace trace) =>
        workers is null ? ReplayedTrace.Run(Engine.Subject, trace, RuleBook.All) : workers.Replay(trace, RuleBook.All).Replay;

    /// <summary>Records a trace on a compiled driver: every call, with its requests and their answers.</summary>
    /// <exception cref="InputException">The calls of its threads cannot be made at once.</exception>
    public CallRecord Record(Trace trace, string name)
    {
        Accept(trace.Scope);
        if (trace.Schedule is not null && Engine.Threads(RuleBook.All).Play(trace, out var refusal) is null)
            throw new InputException($"{name}: not recorded on {Engine.Subject.Name}: {refusal}");
        try
        {
            return (workers ?? throw new InvalidOperationException("only a compiled driver is recorded")).Record(trace, name);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new InputException($"{Engine.Subject.Name}: what was recorded of {name} is damaged: the driver wrote over it");
        }
    }

    /// <summary>Refuses a scope that the target cannot run in, before anything runs.</summary>
    public void Accept(Scope scope) => Inputs.Accept(Engine.Subject, scope);

    /// <summary>
    /// The shortest counterexample of each rule that a trace violates, with its text; only a text when the trace kills the process.
    /// </summary>
    public IEnumerable<(Counterexample? Found, string Text)> Minimize(Trace trace, ImmutableArray<Rule> rules, SearchLimits limits)
    {
        if (workers is null)
        {
            var minimizer = new Minimizer(Engine.Subject, limits);
            return rules.Select(rule => minimizer.Minimize(trace, rule)).OfType<Counterexample>()
                .Select(found => ((Counterexample?)found, CounterexampleText.Format(found)));
        }

        var replay = Replay(trace, rules);
        if (!replay.IsAlive)
            return [(null, replay.Text)];
        var violated = replay.Violations.Select(violation => RuleBook.Find(violation.Rule)!);
        var hits = violated.Select(rule => new DraftGroup([new Draft(new CampaignHit(rule, default, 0, 0, trace), trace, null)]));
        return workers.Shorten([.. hits], limits, null).Select(finding => ((Counterexample?)finding.Counterexample, FindingText.Format([finding with { Origin = null }])));
    }

    public void Dispose() => workers?.Dispose();
}
