using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// The ways in which calls at once end: what each call returns, and the whole ledger. The order of locks is left out, since who runs a work item, and with
/// which locks, is a matter of chance.
/// </summary>
internal sealed class ThreadEnds(Subject subject, ThreadRun run, Trace calls)
{
    private readonly Dictionary<string, ThreadEnd> ends = new(StringComparer.Ordinal);
    private readonly ImmutableArray<FieldInfo> fields =
        [.. subject.FieldsOf(calls.Scope).Where(field => field.IsObservable && field.Width is > 0 and <= 64 && !field.Name.StartsWith("edge", StringComparison.Ordinal))];

    /// <summary>Those seen, by their keys.</summary>
    public IReadOnlyDictionary<string, ThreadEnd> All => ends;

    /// <summary>Searches the schedules of the run, and notes the ends of those that <paramref name="isWanted"/> admits.</summary>
    public ThreadExploration Search(ThreadLimits limits, Func<IReadOnlyList<ThreadStatus>, bool> isWanted)
    {
        var search = new ThreadSearch(run, calls);
        search.AtEndOf = traceOf =>
        {
            if (!isWanted(run.Threads))
                return;
            var end = new ThreadEnd(calls, search.Level, Facts());
            if (!ends.ContainsKey(end.Key))
                ends.Add(end.Key, end with { Trace = traceOf() });
        };
        return search.Run(limits);
    }

    private ImmutableArray<string> Facts()
    {
        var facts = ImmutableArray.CreateBuilder<string>();
        foreach (var (place, thread) in run.Threads.Index())
            facts.Add($"t{run.NameOf(place)} {(thread.Begun < run.Calls[place].Calls.Length ? "not made" : thread.Result is { } result ? $"{result with { Reason = null, Text = null }}" : "not returned")}");
        var words = run.System.Observe().Words;
        foreach (var field in fields)
        {
            var value = words[field.Word] >> field.Shift & (ulong.MaxValue >> (64 - field.Width));
            if (value != 0)
                facts.Add($"{(field.Owner.Length > 0 ? $"{field.Owner}." : "")}{field.Name} {value:x}");
        }

        return facts.ToImmutable();
    }
}
