using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// Takes states that differ by an exchange of like objects for one. Of each such set those are compared that have their objects in the order of their
/// keys, and the one with the lowest words, the first of them first, stands for all. It is used by one thread.
/// </summary>
public sealed class StateSymmetry
{
    private readonly StateMap[] maps;
    private readonly (int[] Mdevs, int[] Kvms)[] from;
    private readonly ObjectKeys mdevs;
    private readonly ObjectKeys kvms;
    private readonly bool areMdevsAlike;
    private readonly bool areKvmsAlike;
    private readonly ulong[] least;

    /// <summary>The symmetry of <paramref name="likes"/> in states of these fields and a word of the lifecycle.</summary>
    public StateSymmetry(Scope scope, Likes likes, IReadOnlyList<FieldInfo> fields, int words)
    {
        Exchanges = Exchange.All(scope, likes);
        maps = [.. Exchanges.Select(exchange => new StateMap(exchange, fields, words - 1))];
        from = [.. Exchanges.Select(exchange => (exchange.Inverse.Mdevs.ToArray(), exchange.Inverse.Kvms.ToArray()))];
        mdevs = new ObjectKeys('m', scope.Mdevs, fields, words - 1);
        kvms = new ObjectKeys('k', scope.Kvms, fields, words - 1);
        areMdevsAlike = likes.HasFlag(Likes.Mdevs);
        areKvmsAlike = likes.HasFlag(Likes.Guests);
        least = new ulong[words];
    }

    /// <summary>The exchanges, of which the first exchanges nothing.</summary>
    public ImmutableArray<Exchange> Exchanges { get; }

    /// <summary>The state of one exchange.</summary>
    public void Map(int exchange, ReadOnlySpan<ulong> state, Span<ulong> mapped)
    {
        for (var word = 0; word < mapped.Length; word++)
            mapped[word] = maps[exchange].WordOf(state, word);
    }

    /// <summary>Puts the state that stands for it in the place of a state; returns the number of the exchange that leads there.</summary>
    public int Canonicalize(Span<ulong> state)
    {
        mdevs.Read(state);
        kvms.Read(state);
        var best = -1;
        for (var i = 0; i < maps.Length; i++)
        {
            if ((areMdevsAlike && !mdevs.IsOrdered(from[i].Mdevs)) || (areKvmsAlike && !kvms.IsOrdered(from[i].Kvms)))
                continue;
            if (best < 0)
                Map(i, state, least);
            else if (!IsLess(maps[i], state))
                continue;
            best = i;
        }

        if (best != 0)
            least.AsSpan().CopyTo(state);
        return best;
    }

    /// <summary>For how many states this one stands.</summary>
    public int OrbitOf(ReadOnlySpan<ulong> state)
    {
        mdevs.Read(state);
        kvms.Read(state);
        var same = 1;
        for (var i = 1; i < maps.Length; i++)
        {
            if (!mdevs.IsKept(from[i].Mdevs) || !kvms.IsKept(from[i].Kvms))
                continue;
            var word = 0;
            while (word < state.Length && maps[i].WordOf(state, word) == state[word])
                word++;
            same += word == state.Length ? 1 : 0;
        }

        return maps.Length / same;
    }

    // Most exchanges are decided by their first word.
    private bool IsLess(StateMap map, ReadOnlySpan<ulong> state)
    {
        for (var word = 0; word < least.Length; word++)
        {
            var mapped = map.WordOf(state, word);
            if (mapped > least[word])
                return false;
            if (mapped == least[word])
                continue;
            for (least[word++] = mapped; word < least.Length; word++)
                least[word] = map.WordOf(state, word);
            return true;
        }

        return false;
    }
}
