using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Tries out what could happen next on a system, and restores its state after each trial.</summary>
internal sealed class GuestCopy
{
    private readonly ISystem system;
    private readonly ulong[] state;

    public GuestCopy(ISystem system)
    {
        this.system = system;
        state = new ulong[system.StateWords];
        if (system is IReplayedSystem replayed)
            replayed.Mark();
        else
            system.Save(state);
    }

    /// <summary>The ledger in the trial's present state.</summary>
    public Observation Seen => system.Observe();

    /// <summary>Does one operation; returns the fault when it did not return.</summary>
    public StepResult Do(in Operation operation, out string? end)
    {
        var result = system.Apply(operation);
        end = result.Outcome is Outcome.Died or Outcome.Stuck && system.Faults.Length > 0 ? Words(system.Faults[^1]) : null;
        return result;
    }

    /// <summary>Restores the state at creation.</summary>
    public void Return()
    {
        if (system is IReplayedSystem replayed)
            replayed.Return();
        else
            system.Restore(state);
    }

    // A fault without its place: `use after free of m0`.
    public static string Words(in Fault fault) =>
        (fault with { Freed = null }).ToString() is var text && text.LastIndexOf(" in ", StringComparison.Ordinal) is var at and > 0 ? text[..at] : fault.ToString();
}
