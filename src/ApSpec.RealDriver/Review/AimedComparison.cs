using System.Collections.Immutable;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Review;

/// <summary>
/// Traces aimed at a change: variations of traces that ran the changed functions, with more failures and injected answers of the hardware
/// than a campaign has.
/// </summary>
public static class AimedComparison
{
    private const int BasesMax = 12;
    private const int ScopesMax = 12;

    // Far away from the seeds of a campaign, which begin at the user's, and from those of traces aimed at lines.
    private const ulong FirstSeed = 3ul << 62;

    // Features with failures of the driver's own calls and instructions.
    private const Features Rare = Features.Hw | Features.Failures | Features.Answers;

    /// <summary>An order for each scope of such a trace, with failures and answers added, and for each other scope that such a trace can run in.</summary>
    public static ImmutableArray<AimOrder> OrdersOf(Subject subject, ImmutableArray<Scope> scopes, ImmutableArray<Trace> reaching, int traces, int lengthMax)
    {
        var own = reaching.Select(trace => trace.Scope).Distinct().Select(scope => WithRare(subject, scope)).ToArray();
        var others = scopes.Where(scope => reaching.Any(trace => Aim.Has(scope, trace.Scope)));
        var chosen = own.Concat(others).Distinct().Take(ScopesMax).ToArray();
        return
        [
            .. chosen.Select((scope, number) => new AimOrder(
                scope.ToString(), [.. reaching.Where(trace => Aim.Has(scope, trace.Scope)).Take(BasesMax).Select(trace => trace.ToString())],
                FirstSeed + ((ulong)number * (ulong)traces), traces / chosen.Length, lengthMax)),
        ];
    }

    private static Scope WithRare(Subject subject, Scope scope)
    {
        var more = scope with { Features = scope.Features | (Rare & (subject.Own | ~Features.Compiled)) };
        return subject.Refusal(more) is null ? more : scope;
    }

    /// <summary>An order as a line.</summary>
    public static string ToLine(AimOrder order) => WorkerJson.Line(order);

    /// <summary>A line's order.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AimOrder Parse(string line) => WorkerJson.Read<AimOrder>(line);

    /// <summary>The run of an order on two drivers side by side.</summary>
    public static ScopeDifferencesRun RunOf(Subject subject, AimOrder order)
    {
        var scope = FindingTexts.ScopeOf(order.Scope);
        var variations = new TraceVariations(subject, scope, [.. order.Bases.Select(FindingTexts.TraceOf).Select(trace => trace with { Scope = scope })], order.LengthMax);
        return new ScopeDifferencesRun(scope, new CampaignOptions(order.First, order.Traces, order.LengthMax), variations.Draw);
    }
}
