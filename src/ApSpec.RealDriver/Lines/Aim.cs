using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// Draws traces aimed at lines that no trace has run: variations of the traces that came nearest, in several rounds, since each round may
/// come nearer. If no trace came near, it varies any trace that was the first to run some line.
/// </summary>
internal sealed class Aim(Subject subject, ImmutableArray<Scope> scopes, Callers callers, LineNotes notes)
{
    private const int BasesMax = 12;
    private const int BasesOfFunctionMax = 4;
    private const int TracesOfOrder = 250; // in each scope
    private const int SharesOfFarTraces = 4;

    // Far away from the seeds of a campaign, which begin at the user's.
    private const ulong FirstSeed = 1ul << 62;
    private ulong next = FirstSeed;
    private int round;

    /// <summary>The orders of one round for these lines, one for each scope; at most <paramref name="tracesMax"/> traces in all.</summary>
    public ImmutableArray<AimOrder> Round(IReadOnlyCollection<TreeLine> missing, int tracesMax, int lengthMax)
    {
        var near = NearestTo(missing);
        var far = notes.FirstTraces.Where(trace => trace.Operations.Length > 0).ToArray();
        var orders = ImmutableArray.CreateBuilder<AimOrder>();
        foreach (var scope in scopes)
        {
            if (tracesMax <= 0)
                break;
            var bases = near.Where(trace => Has(scope, trace.Scope)).Take(BasesMax).ToImmutableArray();
            if (bases.IsEmpty)
                bases = [.. far.Where(trace => trace.Scope == scope).Where((_, place) => place % SharesOfFarTraces == round % SharesOfFarTraces).TakeLast(BasesMax)];
            var traces = Math.Min(TracesOfOrder, tracesMax);
            tracesMax -= traces;
            orders.Add(new AimOrder(scope.ToString(), [.. bases.Select(trace => trace.ToString())], next, traces, lengthMax));
            notes.Expect(next, traces, new TraceVariations(subject, scope, [.. bases.Select(trace => trace with { Scope = scope })], lengthMax));
            next += (ulong)traces;
        }

        round++;
        return orders.ToImmutable();
    }

    private ImmutableArray<Trace> NearestTo(IReadOnlyCollection<TreeLine> missing)
    {
        var bases = new List<Trace>();
        foreach (var function in missing.GroupBy(line => notes.Table.FunctionOf(line)!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var own = callers.LinesOf(function.Key).OrderBy(line => function.Min(wanted => wanted.File == line.File ? Math.Abs(wanted.Number - line.Number) : int.MaxValue));
            bases.AddRange(own.Concat(callers.LinesTowards(function.Key)).Select(notes.FirstTraceOf).OfType<Trace>()
                .Where(trace => trace.Operations.Length > 0).Distinct().Take(BasesOfFunctionMax));
        }

        return [.. bases.Distinct().Skip(bases.Count > BasesMax ? round % (bases.Count / BasesMax) * BasesMax : 0)];
    }

    /// <summary>True when every trace of <paramref name="other"/> can be run in <paramref name="scope"/>.</summary>
    internal static bool Has(Scope scope, Scope other) => scope == other
        || (scope.Mdevs >= other.Mdevs && scope.Kvms >= other.Kvms && (other.Features & ~scope.Features) == 0
            && other.Adapters.All(scope.Adapters.Contains) && other.Domains.All(scope.Domains.Contains)
            && other.Pages.All(scope.Pages.Contains) && other.Iscs.All(scope.Iscs.Contains));
}
