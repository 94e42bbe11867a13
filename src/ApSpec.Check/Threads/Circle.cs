using System.Collections.Immutable;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>The threads of a deadlock: each waits for what the next one has. Threads that only wait behind them are left out.</summary>
internal static class Circle
{
    /// <summary>The deadlock as evidence. Its sign is the same whichever of two equal calls is which thread's.</summary>
    public static Evidence Of(ImmutableArray<ThreadCalls> calls, IReadOnlyList<KernelThread> threads)
    {
        var inIt = Find(threads);
        return new Evidence(EvidenceColumn.Locks,
            Text: string.Join("; ", inIt.Select(i => $"t{calls[i].Thread} {Words(threads[i])}")),
            Sign: "deadlock " + string.Join("; ", inIt.Select(i => $"{threads[i].Calls[threads[i].Begun - 1].Kind} {Words(threads[i])}").Order(StringComparer.Ordinal)));
    }

    // Places of the threads in order; all that wait when somebody waits for what no thread has.
    private static int[] Find(IReadOnlyList<KernelThread> threads)
    {
        var waiting = Enumerable.Range(0, threads.Count).Where(i => threads[i].WaitsFor is not null).ToArray();
        var inIt = new List<int>();
        for (var at = waiting[0]; !inIt.Contains(at);)
        {
            inIt.Add(at);
            var wanted = threads[at].WaitsFor;
            var owner = Array.Find(waiting, i => threads[i].Has.Contains(wanted));
            if (!threads[owner].Has.Contains(wanted))
                return waiting;
            at = owner;
            if (inIt.IndexOf(at) is var first and >= 0)
                return [.. inIt.Skip(first).Order()];
        }

        return waiting;
    }

    private static string Words(KernelThread thread)
    {
        var has = string.Join(", ", thread.Has);
        return $"{(has.Length == 0 ? "" : $"holds {has} and ")}waits for {thread.WaitsFor}";
    }
}
