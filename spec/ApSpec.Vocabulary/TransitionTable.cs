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
    private readonly byte[] places = new byte[States * Triggers];

    /// <summary>Builds the table; a state and trigger may stand in it once.</summary>
    public TransitionTable(IEnumerable<LifecycleEdge> edges)
    {
        Array.Fill(next, Refused);
        Edges = [.. edges.OrderBy(e => e.From).ThenBy(e => e.Trigger)];
        if (Edges.Length > EdgesMax)
            throw new ArgumentException($"{Edges.Length} transitions: a table holds {EdgesMax}", nameof(edges));
        for (var place = 0; place < Edges.Length; place++)
        {
            var edge = Edges[place];
            places[IndexOf(edge.From, edge.Trigger)] = (byte)place;
            ref var cell = ref next[IndexOf(edge.From, edge.Trigger)];
            if (cell != Refused)
                throw new ArgumentException($"two transitions for {edge.From} and {edge.Trigger}", nameof(edges));
            cell = (byte)edge.To;
        }
    }

    /// <summary>Transitions of a table, at most: a bit each in a word.</summary>
    public const int EdgesMax = 64;

    /// <summary>Every transition, by state then trigger.</summary>
    public ImmutableArray<LifecycleEdge> Edges { get; }

    /// <summary>Where <paramref name="trigger"/> leads from <paramref name="state"/>; false when the machine does not permit it.</summary>
    public bool TryNext(LifecycleState state, LifecycleTrigger trigger, out LifecycleState to)
    {
        var cell = next[IndexOf(state, trigger)];
        to = cell == Refused ? state : (LifecycleState)cell;
        return cell != Refused;
    }

    /// <summary>The place in <see cref="Edges"/> of a transition that the machine permits.</summary>
    public int PlaceOf(LifecycleState state, LifecycleTrigger trigger) => places[IndexOf(state, trigger)];

    private static int IndexOf(LifecycleState state, LifecycleTrigger trigger) => ((int)state * Triggers) + (int)trigger;
}
