using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Bench;

/// <summary>
/// Random traces laid end to end, each cut where the driver under test ends it (a call that died, a counter's cap), so that every
/// operation of it is one that a campaign would do.
/// </summary>
internal sealed class Stream
{
    private readonly Operation[] operations;
    private readonly List<int> ends = [];

    public Stream(Judge judge, int count, int lengthMax)
    {
        operations = new Operation[count];
        var choices = new Xoshiro(0);
        var decoder = new TraceDecoder(judge.System.Scope, Weights.Core);
        var at = 0;
        for (var seed = 1UL; at < count; seed++)
        {
            choices.Reseed(seed);
            decoder.Reset();
            judge.Reset();
            for (var i = 0; i < lengthMax && at < count && !judge.IsEnded; i++)
            {
                operations[at] = decoder.Next(choices);
                judge.Apply(operations[at++], RuleBits.All, out _);
            }

            ends.Add(at);
        }
    }

    public int Traces => ends.Count;

    public ReadOnlySpan<Operation> this[int trace]
    {
        get
        {
            var first = trace == 0 ? 0 : ends[trace - 1];
            return operations.AsSpan(first, ends[trace] - first);
        }
    }
}
