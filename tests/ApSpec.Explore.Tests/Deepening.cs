using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Every trace of an alphabet up to a length, one after the other, without a memory of states.</summary>
internal sealed class Deepening(Judge judge, ImmutableArray<Operation> alphabet)
{
    private readonly SortedDictionary<string, int> shortest = new(StringComparer.Ordinal);

    /// <summary>Length of the shortest violation of each rule, up to <paramref name="depth"/> operations.</summary>
    public SortedDictionary<string, int> ShortestUpTo(int depth)
    {
        for (var length = 1; length <= depth; length++)
            Extend([], length);
        return shortest;
    }

    private void Extend(ImmutableArray<Operation> trace, int length)
    {
        foreach (var operation in alphabet)
        {
            judge.Reset();
            foreach (var step in trace)
                judge.Apply(step, 0, out _);
            var violated = judge.Apply(operation, 0, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            if (trace.Length + 1 < length)
            {
                if (!judge.IsEnded)
                    Extend(trace.Add(operation), length);
                continue;
            }

            for (var i = 0; i < judge.Rules.Length; i++)
            {
                if (violated.Has(i))
                    shortest.TryAdd(judge.Rules[i].Id, length);
            }
        }
    }
}
