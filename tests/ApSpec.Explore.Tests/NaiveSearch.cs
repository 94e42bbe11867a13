using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>
/// The plainest search there is, to count against: a dictionary of states written out as text, a queue of traces, and each state
/// reached by running its whole trace from the start. Nothing of it is the explorer's.
/// </summary>
internal sealed class NaiveSearch
{
    private readonly Judge judge;
    private readonly ulong[] state;

    public NaiveSearch(Judge judge, ImmutableArray<Operation> alphabet)
    {
        this.judge = judge;
        state = new ulong[judge.StateWords];
        Run(alphabet);
    }

    public Dictionary<string, int> DepthOf { get; } = new(StringComparer.Ordinal);

    public long Transitions { get; private set; }

    public long DeadEnds { get; private set; }

    public SortedDictionary<Cutoff, long> Caps { get; } = [];

    /// <summary>Length of the shortest violation of each rule.</summary>
    public SortedDictionary<string, int> Violations { get; } = new(StringComparer.Ordinal);

    private void Run(ImmutableArray<Operation> alphabet)
    {
        var queue = new Queue<Operation[]>();
        judge.Reset();
        DepthOf.Add(Text(), 0);
        queue.Enqueue([]);
        while (queue.TryDequeue(out var trace))
        {
            foreach (var operation in alphabet)
            {
                judge.Reset();
                foreach (var step in trace)
                    judge.Apply(step, 0, out _);
                var violated = judge.Apply(operation, 0, out var result);
                if (result.Outcome == Outcome.NotPossible)
                    continue;
                Transitions++;
                Note(violated, trace.Length + 1);
                if (judge.System.CapHit is { } cap)
                    Caps[cap] = Caps.GetValueOrDefault(cap) + 1;
                else if (result.Outcome != Outcome.Returned)
                    DeadEnds++;
                else if (DepthOf.TryAdd(Text(), trace.Length + 1))
                    queue.Enqueue([.. trace, operation]);
            }
        }
    }

    private void Note(RuleBits violated, int length)
    {
        for (var i = 0; i < judge.Rules.Length; i++)
        {
            if (violated.Has(i))
                Violations.TryAdd(judge.Rules[i].Id, length);
        }
    }

    private string Text()
    {
        judge.Save(state);
        return string.Join(' ', state);
    }
}
