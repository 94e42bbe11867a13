using ApSpec.Check;
using ApSpec.Check.Locks;
using ApSpec.Decoder;
using ApSpec.Rules;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>One thread's system, judge and decoder.</summary>
internal sealed class CampaignWorker
{
    private readonly Judge judge;
    private readonly TraceDecoder decoder;
    private readonly Xoshiro choices = new(0);
    private readonly OrderNotes notes = new();
    private readonly int lengthMax;
    private readonly ICampaignPulse? pulse;

    public CampaignWorker(Judge judge, int lengthMax, ICampaignPulse? pulse = null)
    {
        this.pulse = pulse;
        this.judge = judge;
        this.lengthMax = lengthMax;
        var scope = judge.System.Scope;
        decoder = new TraceDecoder(scope, Weights.Of(scope.Profile), judge.System.Layout.Era);
    }

    /// <summary>The lowest seed of a violating trace and its length, by rule, kind of violating operation and shape.</summary>
    public Dictionary<(int Rule, Trigger Trigger, ulong Shape), (ulong Seed, int Length)> Hits { get; } = [];

    /// <summary>The ways to take one lock under another, each with the lowest seed of a trace that showed it.</summary>
    public List<SeenOrder> Orders { get; } = [];

    public Judge Judge => judge;

    public long Traces { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Traces that have no verdict from some step on, counted by reason.</summary>
    public Dictionary<string, long> CutBy { get; } = new(StringComparer.Ordinal);

    public void Run(ulong seed)
    {
        pulse?.Beat(seed, 0);
        choices.Reseed(seed);
        decoder.Reset();
        judge.Reset();
        var seen = RuleBits.None;
        Traces++;
        for (var length = 1; length <= lengthMax; length++)
        {
            var operation = decoder.Next(choices);
            pulse?.Beat(seed, length);
            var violated = judge.Apply(operation, seen, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            Steps++;
            seen |= violated;
            if (!judge.System.Edges.IsEmpty)
                NoteOrders(seed, length);
            foreach (var rule in violated)
                Note((rule, Trigger.Of(operation, result), HitShape.Hash(result, violated, judge.EvidenceOf(rule))), seed, length);
            if (judge.IsEnded)
            {
                if (judge.System.CapHit is { } cutoff)
                    CutBy[cutoff.What] = CutBy.GetValueOrDefault(cutoff.What) + 1;
                return;
            }
        }
    }

    // A worker's seeds grow.
    private void NoteOrders(ulong seed, int length)
    {
        foreach (ref readonly var edge in judge.System.Edges)
        {
            if (notes.IsNew(edge))
                Orders.Add(new SeenOrder(edge, judge.System.Scope, seed, length));
        }
    }

    private void Note((int Rule, Trigger Trigger, ulong Shape) key, ulong seed, int length)
    {
        if (!Hits.TryGetValue(key, out var hit) || seed < hit.Seed)
            Hits[key] = (seed, length);
    }
}
