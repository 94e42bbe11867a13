using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Decoder;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Draws random calls at once: a short sequence, then two or three threads with calls that can be made where it ends, each of more than one step.</summary>
internal sealed class ThreadDraw(IThreadedSystem system)
{
    private const int BeforeMin = 3;
    private const uint BeforeSpan = 12;
    private const int Tries = 60;
    private readonly TraceDecoder decoder = new(system.Scope, Weights.Of(system.Scope.Profile), system.Layout.Era);
    private readonly Xoshiro choices = new(0);
    private readonly ulong[] state = new ulong[system.StateWords];
    private readonly IReplayedSystem? replayed = system as IReplayedSystem;

    /// <summary>The system is the only one of its kind at a time.</summary>
    public bool IsReplayed => replayed is not null;

    /// <summary>The calls of a seed; null when its sequence ends in a call that does not return, or no two calls can be made after it.</summary>
    public Trace? Next(ulong seed)
    {
        choices.Reseed(seed);
        decoder.Reset();
        system.Reset();
        if (Before(BeforeMin + (int)choices.Next(BeforeSpan)) is not { } before)
            return null;
        Mark();
        var threads = 2 + (int)choices.Next(2);
        var calls = new List<Operation>();
        for (var tries = 0; calls.Count < threads && tries < Tries; tries++)
        {
            var drawn = decoder.Next(choices);
            if (!calls.Contains(drawn) && HasSteps(drawn))
                calls.Add(drawn);
        }

        Return();
        return calls.Count < 2 ? null : new Trace(system.Scope, [.. before, .. calls.Select((call, i) => call with { Thread = (byte)(i + 1) })]) { Schedule = new Schedule([]) };
    }

    private List<Operation>? Before(int length)
    {
        var before = new List<Operation>();
        for (var tries = 0; before.Count < length && tries < Tries; tries++)
        {
            var drawn = decoder.Next(choices);
            var result = system.Apply(drawn);
            if (system.CapHit is not null || result.Outcome is Outcome.Died or Outcome.Stuck)
                return null;
            if (result.Outcome == Outcome.Returned)
                before.Add(drawn);
        }

        return before;
    }

    // Something can come between its beginning and its end.
    private bool HasSteps(in Operation call)
    {
        Return();
        var alone = system.Threads([[call]]);
        if (replayed is not null)
            alone.ShowEachStep(); // nothing is known yet of where it matters
        return alone.Step(0) && alone.IsUnderWay(0);
    }

    private void Mark()
    {
        if (replayed is null)
            system.Save(state);
        else
            replayed.Mark();
    }

    private void Return()
    {
        if (replayed is null)
            system.Restore(state);
        else
            replayed.Return();
    }
}
