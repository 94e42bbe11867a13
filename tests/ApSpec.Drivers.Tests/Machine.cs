using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>A revision in a world of its own, driven by lines of a trace.</summary>
internal sealed class Machine
{
    private readonly World world;
    private readonly IKernelEra era;

    public Machine(string revision, string scope)
    {
        world = new World(ScopeText.Parse(scope, out var error) ?? throw new ArgumentException(error, nameof(scope)));
        era = Catalog.Find(revision)!.Create(world).Enter();
    }

    public Observation Ledger => world.Observe();

    /// <summary>Warnings of the last operation.</summary>
    public int Warnings { get; private set; }

    /// <summary>Faults of the last operation.</summary>
    public string Faults => string.Join("; ", world.Log.Faults.ToArray().Select(fault => $"{fault.Kind} {fault.Subject}"));

    /// <summary>Does operations separated by semicolons; how the last one ended, as reports print it.</summary>
    public string Do(string operations)
    {
        var result = default(StepResult);
        foreach (var line in operations.Split(';'))
        {
            var operation = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error, nameof(operations));
            if (world.Scope.Refusal(operation) is { } refusal)
                throw new ArgumentException(refusal, nameof(operations));
            result = era.Apply(operation);
            if (result.Outcome == Outcome.NotPossible)
                throw new InvalidOperationException($"{line}: {result.Reason}");
            Warnings = world.Log.Faults.ToArray().Count(fault => fault.Kind == FaultKind.Warning);
        }

        return result.ToString();
    }

    public string State()
    {
        var ledger = Ledger;
        var k0 = new KvmId(0);
        var hook = ledger.HookOf(k0)?.ToString() ?? "null";
        var kvm = ledger.KvmOf(new MdevId(0))?.ToString() ?? "null";
        return $"kvm={kvm} refs={ledger.DriverRefsOf(k0)} hook={hook} masks={(ledger.MasksAreZero(k0) ? "zero" : "set")}";
    }

    /// <summary>What is kept of interrupts of the first queue and the first page.</summary>
    public string Irq()
    {
        var ledger = Ledger;
        var queue = ledger.Layout.Queues[0];
        return $"saved={ledger[queue.SavedIsc]}/{ledger[queue.SavedPage]} pins={ledger[ledger.Layout.Mdevs[0].Pins[0]]}"
            + $" gisc={ledger[ledger.Layout.Kvms[0].Gisc[0]]} linked={(ledger[queue.Link] != 0 ? "yes" : "no")}";
    }
}
