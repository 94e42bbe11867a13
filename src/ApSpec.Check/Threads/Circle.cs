using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>The threads of a deadlock: each waits for what the next one has. Threads that only wait behind them are left out.</summary>
internal static class Circle
{
    /// <summary>The deadlock as evidence. Its sign is the circle of what they wait for.</summary>
    public static Evidence Of(IReadOnlyList<byte> names, IReadOnlyList<ThreadStatus> threads)
    {
        var inIt = Find(threads);
        return new Evidence(EvidenceColumn.Locks,
            Text: string.Join("; ", inIt.Order().Select(i => $"{ThreadName.Of(names[i])} {Words(threads[i])}")),
            Sign: "deadlock " + string.Join(" -> ", Rotated([.. inIt.Select(i => threads[i].WaitsFor!)])));
    }

    // The same circle begins with the same name, whichever thread was seen first.
    private static IEnumerable<string> Rotated(string[] names)
    {
        var first = Array.IndexOf(names, names.Min(StringComparer.Ordinal));
        return names[first..].Concat(names[..first]);
    }

    // Places of the threads, each waiting for the next; all that wait when somebody waits for what no thread has.
    private static int[] Find(IReadOnlyList<ThreadStatus> threads)
    {
        var waiting = Enumerable.Range(0, threads.Count).Where(i => threads[i].WaitsFor is not null).ToArray();
        var inIt = new List<int>();
        for (var at = waiting[0]; !inIt.Contains(at);)
        {
            inIt.Add(at);
            var wanted = threads[at].WaitsFor!;
            var owner = Array.Find(waiting, i => threads[i].Has.Contains(wanted));
            if (!threads[owner].Has.Contains(wanted))
                return waiting;
            at = owner;
            if (inIt.IndexOf(at) is var first and >= 0)
                return [.. inIt.Skip(first)];
        }

        return waiting;
    }

    private static string Words(ThreadStatus thread)
    {
        var has = string.Join(", ", thread.Has);
        return $"{(has.Length == 0 ? "" : $"holds {has} and ")}waits for {thread.WaitsFor}";
    }
}
