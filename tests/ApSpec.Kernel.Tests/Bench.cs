using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>A world with a stub driver in it, driven by lines of a trace.</summary>
internal sealed class Bench(World world, IKernelEra era)
{
    /// <summary>What VFIO and the bus of v7.2 do.</summary>
    public static OpenDeviceFacts Newest { get; } =
        new(HoldsGuest: true, ReleasesGroups: true, LocksGroup: true, WarnsOfAlertMask: true, HasApConfig: true, HasEventfds: true)
        {
            HasOverride = true,
        };

    public World World { get; } = world;

    public Observation Ledger => World.Observe();

    /// <summary>Faults of the last operation, as reports print them.</summary>
    public string Faults => string.Join("; ", World.Log.Faults.ToArray().Select(fault => $"{fault.Kind} {fault.Subject}"));

    /// <summary>Order of nested locks in the last operation, without the functions.</summary>
    public string Order => string.Join(' ', World.Log.Edges.ToArray().Select(edge => $"{edge.From}>{edge.To}"));

    /// <summary>A world of the notifier era.</summary>
    public static World NotifierWorld(string features = "features=none", CoreTraits traits = CoreTraits.Hook) =>
        new(Scope($"mdevs=2 kvms=2 adapters=05 domains=0006 pages=0x12,0x14 {features}"), traits: traits);

    /// <summary>A world of the open_device era.</summary>
    public static World OpenDeviceWorld(string features = "features=none", string domains = "0006") =>
        new(Scope($"mdevs=2 kvms=2 adapters=05 domains={domains} pages=0x12,0x14 {features}"), era: Era.OpenDevice);

    /// <summary>Does operations separated by semicolons; how the last one ended, as reports print it.</summary>
    public string Do(string operations)
    {
        var result = default(StepResult);
        foreach (var line in operations.Split(';'))
        {
            var operation = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error, nameof(operations));
            result = era.Apply(operation);
        }

        return result.ToString();
    }

    private static Scope Scope(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error, nameof(text));
}
