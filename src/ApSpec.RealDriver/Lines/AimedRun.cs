using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>The worker's side of aiming: runs variations without judging them.</summary>
internal sealed class AimedRun(DriverSubject subject, TraceVariations variations, Heartbeat heartbeat)
{
    /// <summary>Runs the variations of a range of seeds, each to its end or to the first call that dies or is stuck.</summary>
    public AimData Run(ulong first, int traces, TimeLimit? time)
    {
        var judge = new Judge(subject.Create(variations.Scope), []);
        var steps = 0L;
        for (var place = 0; place < traces; place++)
        {
            if (time?.IsOver == true)
                return new AimData(place, steps);
            steps += Run(judge, first + (ulong)place);
        }

        return new AimData(traces, steps);
    }

    private int Run(Judge judge, ulong seed)
    {
        heartbeat.Beat(seed, 0);
        judge.Reset();
        var length = 0;
        var steps = 0;
        foreach (var operation in variations.Draw(seed).Operations)
        {
            heartbeat.Beat(seed, ++length);
            judge.Apply(operation, RuleBits.None, out var result);
            steps += result.Outcome == Outcome.NotPossible ? 0 : 1;
            if (judge.IsEnded)
                break;
        }

        return steps;
    }
}
