using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// The state graph of a scope with the rules that each operation violates, made once, breadth-first, as far as somebody asks. A search for the first
/// violation of any rule by any kind of operation then walks it without the system: many findings of a check are proven in one scope. Nothing ends at
/// a violation here; a search leaves out what lies behind one of its rule. Threads may share it.
/// </summary>
public sealed class ScopeGraph
{
    /// <summary>The target of a move after which nothing follows: its call died or is stuck, or a counter is at its cap.</summary>
    internal const int Nowhere = -1;

    // The moves take most of it: half a kilobyte a state.
    private const long BytesOfOne = 256L << 20;

    private readonly Lock gate = new();
    private readonly Judge judge;
    private readonly Rewind rewind;
    private readonly long bytesMax;
    private readonly StateStore store;
    private readonly Origins origins;
    private readonly Pages<int> ends = new();
    private readonly Pages<ScopeMove> moves = new();
    private readonly Dictionary<(RuleBits Violated, bool IsRefused), ushort> sorts = [];
    private readonly ulong[] state;
    private readonly ulong[] next;
    private (RuleBits Violated, bool IsRefused)[] sortsSeen = [];
    private int expanded;
    private bool isBroken;

    /// <summary>A graph of the system of <paramref name="judge"/>, which grows no more when it takes <paramref name="bytesMax"/>.</summary>
    public ScopeGraph(Judge judge, ImmutableArray<Operation> alphabet, long bytesMax = BytesOfOne)
    {
        (this.judge, Alphabet, this.bytesMax) = (judge, alphabet, bytesMax);
        rewind = new Rewind(judge.System);
        state = new ulong[judge.StateWords];
        next = new ulong[judge.StateWords];
        store = new StateStore(judge.StateWords);
        origins = new Origins(alphabet.Length);
        judge.Reset();
        judge.Save(state);
        store.Add(state);
        origins.Add(-1, 0);
    }

    /// <summary>The operations that are tried in each state.</summary>
    public ImmutableArray<Operation> Alphabet { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => store.Bytes + origins.Bytes + ends.Bytes + moves.Bytes;

    /// <summary>
    /// The search for the first violation of a rule by an operation of one kind, with the result of <see cref="Explorer.FirstViolation"/>; null when it
    /// needs moves that are not kept, or the graph is far larger than what the search may store.
    /// </summary>
    public ViolationSearch? FirstViolation(Rule rule, Trigger wanted, SearchLimits limits) => ScopeGraphSearch.Run(this, rule, wanted, limits);

    /// <summary>The bounds.</summary>
    internal Scope Scope => judge.System.Scope;

    /// <summary>States kept.</summary>
    public int States => store.Count;

    /// <summary>The place of a rule in the sets of this graph; -1 when the scope has nothing that it judges.</summary>
    internal int PlaceOf(Rule rule) => judge.Rules.IndexOf(rule);

    /// <summary>Finds out the moves of a state, unless they are known; false when time is over or the graph is full.</summary>
    internal bool Knows(int number, TimeLimit? time) => number < Volatile.Read(ref expanded) || ExpandTo(number, time);

    /// <summary>The moves from a state that are known, in the order of the alphabet: <see cref="MoveAt"/> from the first to before the second.</summary>
    internal (int First, int End) MovesFrom(int number) => (number == 0 ? 0 : ends[number - 1], ends[number]);

    /// <summary>One move.</summary>
    internal ScopeMove MoveAt(int at) => moves[at];

    /// <summary>What moves of a sort violate, and whether they were refused.</summary>
    internal (RuleBits Violated, bool IsRefused) SortAt(int sort) => sortsSeen[sort];

    private bool ExpandTo(int number, TimeLimit? time)
    {
        lock (gate)
        {
            while (expanded <= number)
            {
                if (isBroken)
                    throw new InsufficientMemoryException($"the graph of {Scope} could not be made any larger before");
                if (time?.IsOver == true || Bytes >= bytesMax)
                    return false;
                isBroken = true;
                Expand(expanded);
                isBroken = false;
                Volatile.Write(ref expanded, expanded + 1);
            }

            return true;
        }
    }

    private void Expand(int number)
    {
        store.Load(number, state);
        rewind.Enter(state.AsSpan()[..^1], number, origins, Alphabet);
        for (var move = 0; move < Alphabet.Length; move++)
        {
            rewind.Back(state.AsSpan()[..^1]);
            judge.Resume(state);
            var violated = judge.Apply(Alphabet[move], RuleBits.None, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            moves.Add(new ScopeMove(judge.IsEnded ? Nowhere : TargetOf(number, move), (ushort)move, SortOf(violated, result.IsFailure)));
        }

        ends.Add(moves.Count);
    }

    private int TargetOf(int number, int move)
    {
        judge.Save(next);
        var target = store.Put(next, out var isNew);
        if (isNew)
            origins.Add(number, move);
        return target;
    }

    private ushort SortOf(RuleBits violated, bool isRefused)
    {
        if (!sorts.TryGetValue((violated, isRefused), out var sort))
        {
            sorts.Add((violated, isRefused), sort = checked((ushort)sorts.Count));
            sortsSeen = [.. sortsSeen, (violated, isRefused)];
        }

        return sort;
    }
}
