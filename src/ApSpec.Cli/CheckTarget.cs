using ApSpec.Check;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli;

/// <summary>One thing that a check runs on, with what prints its findings.</summary>
internal sealed class CheckTarget : IDisposable
{
    private readonly DriverEngine? workers;

    private CheckTarget(ICheckEngine engine, DriverEngine? workers, BuiltDriver? built)
    {
        Engine = engine;
        this.workers = workers;
        Built = built;
    }

    /// <summary>Does the work.</summary>
    public ICheckEngine Engine { get; }

    /// <summary>The compiled driver; null for a modelled revision.</summary>
    public BuiltDriver? Built { get; }

    /// <summary>Traces over which a worker died.</summary>
    public IEnumerable<DeadTrace> Dead => workers?.Dead ?? [];

    public static CheckTarget Of(Subject subject) => new(new LocalEngine(subject), null, null);

    public static CheckTarget Of(BuiltDriver built, int jobs)
    {
        var engine = new DriverEngine(new DriverSubject(built), WorkerCommandLineOf(built), jobs);
        return new CheckTarget(engine, engine, built);
    }

    public string TextOf(IReadOnlyList<Finding> findings) => workers is null ? FindingText.Of(findings) : workers.TextOf(findings);

    public void Dispose() => workers?.Dispose();

    private static WorkerCommand WorkerCommandLineOf(BuiltDriver built) => Commands.WorkerCommandLine.Of(built);
}
