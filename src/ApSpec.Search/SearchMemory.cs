using System.Collections.Concurrent;
using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// What was found out about traces of one subject while they were shortened, so that it is not found out twice: many hits shrink to the same trace, and
/// findings of several causes need the same proof. Everything in it depends on its key alone, so it does not matter which thread was first. What a deadline
/// or a lack of memory cut off is not kept.
/// </summary>
public sealed class SearchMemory
{
    // Hits come together when they are short; to keep the long ones would take memory for nothing.
    private const int KeptLengthMax = 24;

    private readonly ConcurrentDictionary<(string Trace, string Rule, Trigger Trigger, bool IsScopeKept), Trace> smallest = new();
    private readonly ConcurrentDictionary<(string Scope, string Rule, Trigger Trigger, string Kinds, int StatesMax, int DepthMax), ViolationSearch> searches = new();
    private readonly ScopeGraphs graphs = new();
    private readonly ConcurrentDictionary<string, Origin> origins = new(StringComparer.Ordinal);

    /// <summary>False to search every time with the system itself, and no state behind a violation.</summary>
    public bool HasGraphs { get; init; } = true;

    /// <summary>What a trace shrinks to: by <paramref name="smaller"/>, step by step, until a trace that is known.</summary>
    internal Trace Smallest(Trace trace, Rule rule, Trigger trigger, bool isScopeKept, TimeLimit? time, Func<Trace, Trace?> smaller)
    {
        var way = new List<string>();
        for (var next = trace; next is not null; next = smaller(trace))
        {
            trace = next;
            if (trace.Operations.Length > KeptLengthMax)
                continue;
            var text = trace.ToString();
            if (smallest.TryGetValue((text, rule.Id, trigger, isScopeKept), out var known))
            {
                trace = known;
                break;
            }

            way.Add(text);
        }

        if (time?.IsOver != true)
        {
            foreach (var text in way)
                smallest[(text, rule.Id, trigger, isScopeKept)] = trace;
        }

        return trace;
    }

    /// <summary>The first violation that a search meets in a scope, over some <paramref name="kinds"/> of operation; all when that is empty.</summary>
    internal ViolationSearch Search(Scope scope, Rule rule, Trigger trigger, string kinds, SearchLimits limits, Func<ViolationSearch> search)
    {
        var key = (scope.ToString(), rule.Id, trigger, kinds, limits.StatesMax, limits.DepthMax);
        if (searches.TryGetValue(key, out var known))
            return known;
        known = search();
        if (limits.Time?.IsOver != true && !known.IsOutOfMemory)
            searches[key] = known;
        return known;
    }

    /// <summary>The state graph of a scope, which <paramref name="make"/> begins.</summary>
    internal ScopeGraph GraphOf(Scope scope, Func<ScopeGraph> make) => graphs.Get(scope.ToString(), make);

    /// <summary>Forgets the graph of a scope.</summary>
    internal void ForgetGraph(Scope scope) => graphs.Forget(scope.ToString());

    /// <summary>The origin of a trace that ends with its first violation, by its text.</summary>
    internal Origin OriginOf(string prefix, Func<Origin> find)
    {
        if (!origins.TryGetValue(prefix, out var origin))
            origins[prefix] = origin = find();
        return origin;
    }
}
