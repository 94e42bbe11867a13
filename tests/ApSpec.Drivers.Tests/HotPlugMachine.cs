using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>A revision of the open_device era in a world of its own, driven by lines of a trace.</summary>
internal sealed class HotPlugMachine
{
    private readonly World world;
    private readonly IKernelEra era;

    public HotPlugMachine(string revision, string scope)
    {
        var driver = Catalog.Find(revision)!;
        world = new World(ScopeText.Parse(scope, out var error) ?? throw new ArgumentException(error, nameof(scope)), era: driver.Era, traits: driver.Traits);
        era = driver.Create(world).Enter();
    }

    /// <summary>How the last operation ended.</summary>
    public StepResult Last { get; private set; }

    /// <summary>How the last operation ended, as reports print it.</summary>
    public string Result => Last.ToString();

    /// <summary>Does operations separated by semicolons; what happened in the last one: masks written, eventfds signalled, removals that asked.</summary>
    public string Do(string operations)
    {
        foreach (var line in operations.Split(';'))
        {
            var operation = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error, nameof(operations));
            if (world.Scope.Refusal(operation) is { } refusal)
                throw new ArgumentException(refusal, nameof(operations));
            Last = era.Apply(operation);
        }

        return string.Join(' ', world.Log.Moments.ToArray().Select(Word).OfType<string>());
    }

    private static string? Word(Moment moment) => moment.Kind switch
    {
        MomentKind.Removal => $"m{moment.Subject}:asked",
        MomentKind.Masks => $"k{moment.Subject}:{(moment.IsClear ? "cleared" : "set")}",
        MomentKind.Signal => $"m{moment.Subject}:{(moment.Eventfd == EventfdIndex.Req ? "req" : "cfg")}",
        _ => null,
    };
}
