using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Review;

/// <summary>
/// Searches of schedules that are made once for a driver and kept beside its library: the driver before a change is mostly that of the review before. What
/// a deadline or the death of a process cut off is not kept.
/// </summary>
public sealed class KeptSearches : IThreadEngine
{
    private readonly IThreadEngine engine;
    private readonly KeptFile file;
    private readonly ConcurrentDictionary<string, ThreadSearched> searches;
    private volatile bool hasMore;

    /// <summary>What <paramref name="engine"/> searches, which judges by <paramref name="rules"/>.</summary>
    public KeptSearches(BuiltDriver built, IThreadEngine engine, ImmutableArray<Rule> rules)
    {
        this.engine = engine;
        file = new KeptFile(built.LibraryPath, "threads", rules.Select(rule => rule.Id));
        searches = file.Find<Dictionary<string, ThreadData>, ConcurrentDictionary<string, ThreadSearched>>(data =>
            new(data.Select(one => KeyValuePair.Create(one.Key, ThreadTexts.SearchedOf(one.Value ?? throw new InvalidDataException()))), StringComparer.Ordinal)) ?? new(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public Subject Subject => engine.Subject;

    /// <inheritdoc/>
    public int Workers => engine.Workers;

    /// <inheritdoc/>
    public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits)
    {
        var key = KeyOf(job, limits);
        if (searches.TryGetValue(key, out var known))
            return known;
        var searched = engine.Search(worker, job, limits);
        if (searched.IsUnfinished || limits.Time?.IsOver == true)
            return searched;
        hasMore = true;
        return searches[key] = searched;
    }

    /// <inheritdoc/>
    public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits) => engine.Shorten(worker, finding, limits);

    /// <inheritdoc/>
    public ThreadRecord? Play(Trace trace, out string refusal) => engine.Play(trace, out refusal);

    /// <summary>Writes the file, when there is more to keep than it has.</summary>
    public void Keep()
    {
        if (!hasMore)
            return;
        hasMore = false;
        file.Keep(searches.ToDictionary(one => one.Key, one => ThreadTexts.ToData(one.Value), StringComparer.Ordinal));
    }

    private static string KeyOf(ThreadJob job, ThreadLimits limits) => string.Join('\n',
        limits.PreemptionsMax.ToString(CultureInfo.InvariantCulture), limits.StatesMax.ToString(CultureInfo.InvariantCulture), limits.RandomSchedules.ToString(CultureInfo.InvariantCulture),
        limits.KeepsEnds ? "ends" : "",
        job.Start is { } start ? $"{start.Name} {job.Part}/{job.Of}" : job.Trace?.ToString() ?? $"{job.Scope} {job.Seed}");
}
