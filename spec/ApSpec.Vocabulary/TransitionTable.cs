using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>
/// The lifecycle as a plain table, state x trigger to state. It is read from the Stateless machine's metadata and is what the
/// trace loop uses.
/// </summary>
public sealed class TransitionTable
{
    private const byte Refused = 0xff;
    private static readonly int States = Enum.GetValues<LifecycleState>().Length;
    private static readonly int Triggers = Enum.GetValues<LifecycleTrigger>().Length;
    private readonly byte[] next = new byte[States * Triggers];

    /// <summary>Builds the table; a state and trigger may stand in it once.</summary>
    public TransitionTable(IEnumerable<LifecycleEdge> edges)
    {
        Array.Fill(next, Refused);
        Edges = [.. edges.OrderBy(e => e.From).ThenBy(e => e.Trigger)];
        foreach (var edge in Edges)
        {
            ref var cell = ref next[IndexOf(edge.From, edge.Trigger)];
            if (cell != Refused)
                throw new ArgumentException($"two transitions for {edge.From} and {edge.Trigger}", nameof(edges));
            cell = (byte)edge.To;
        }
    }

    /// <summary>A number below 64 for a state and a trigger.</summary>
    public static int IndexOf(LifecycleState state, LifecycleTrigger trigger) => ((int)state * Triggers) + (int)trigger;

    /// <summary>Every transition, by state then trigger.</summary>
    public ImmutableArray<LifecycleEdge> Edges { get; }

    /// <summary>Where <paramref name="trigger"/> leads from <paramref name="state"/>; false when the machine does not permit it.</summary>
    public bool TryNext(LifecycleState state, LifecycleTrigger trigger, out LifecycleState to)
    {
        var cell = next[IndexOf(state, trigger)];
        to = cell == Refused ? state : (LifecycleState)cell;
        return cell != Refused;
    }
}
