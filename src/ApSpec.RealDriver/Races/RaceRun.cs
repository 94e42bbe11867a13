using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Explore;
using ApSpec.RealDriver.Run;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Races;

/// <summary>The worker's side: runs the traces of a campaign and collects only accesses without a common lock.</summary>
internal sealed class RaceRun(DriverSubject subject, Heartbeat heartbeat)
{
    private readonly RacePairs pairs = new();
    private readonly Xoshiro choices = new(0);

    /// <summary>Runs the traces of a range of seeds, each to its end or to the first call that dies or is stuck.</summary>
    public RaceData Run(Scope scope, RaceOrder order, TimeLimit? time)
    {
        var system = (RealDriverSystem)subject.Create(scope);
        system.Races = pairs;
        var judge = new Judge(system, []);
        var decoder = new TraceDecoder(scope, Weights.Of(scope.Profile), subject.Era);
        for (var place = 0; place < order.Traces; place++)
        {
            if (time?.IsOver == true)
                return new RaceData(order.Scope, place, pairs.In(subject.LibraryPath, order.Scope));
            Run(judge, decoder, order.First + (ulong)place, order.LengthMax);
        }

        return new RaceData(order.Scope, order.Traces, pairs.In(subject.LibraryPath, order.Scope));
    }

    private void Run(Judge judge, TraceDecoder decoder, ulong seed, int lengthMax)
    {
        heartbeat.Beat(seed, 0);
        choices.Reseed(seed);
        decoder.Reset();
        judge.Reset();
        for (var length = 1; length <= lengthMax && !judge.IsEnded; length++)
        {
            heartbeat.Beat(seed, length);
            pairs.Now = (seed, length);
            judge.Apply(decoder.Next(choices), RuleBits.None, out _);
        }
    }
}
