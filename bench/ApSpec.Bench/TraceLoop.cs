using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using BenchmarkDotNet.Attributes;

namespace ApSpec.Bench;

/// <summary>
/// A campaign's loop: random operations, applied and judged. Goal: 5 M operations/s per core with every rule on, 200 ns each. The
/// stream is drawn ahead; <see cref="DecodeOnly"/> measures the drawing.
/// </summary>
[MemoryDiagnoser]
public class TraceLoop
{
    private const int Length = 60;
    private const int Operations = 120_000;
    private readonly Operation[] scratch = new Operation[Length];
    private readonly Xoshiro choices = new(1);
    private TraceDecoder decoder = null!;
    private Stream stream = null!;
    private Judge judge = null!;
    private Judge bare = null!;

    /// <summary>The driver under test.</summary>
    [Params("v5.10", "v5.11")]
    public string Revision { get; set; } = "";

    /// <summary>Draws the stream.</summary>
    [GlobalSetup]
    public void Setup()
    {
        judge = Worlds.JudgeOf(Revision, Worlds.Campaign);
        bare = Worlds.JudgeOf(Revision, Worlds.Campaign, []);
        decoder = new TraceDecoder(judge.System.Scope, Weights.Core);
        stream = new Stream(bare, Operations, Length);
    }

    /// <summary>Every rule on, each violated rule judged once per trace, as in a campaign.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public RuleBits EveryRule() => Run(judge);

    /// <summary>The judge without a rule: driver, world and lifecycle.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public RuleBits NoRule() => Run(bare);

    /// <summary>The driver and its world alone.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int DriverOnly()
    {
        var failures = 0;
        for (var trace = 0; trace < stream.Traces; trace++)
        {
            bare.System.Reset();
            foreach (ref readonly var operation in stream[trace])
                failures += bare.System.Apply(operation).IsFailure ? 1 : 0;
        }

        return failures;
    }

    /// <summary>Drawing the operations.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public void DecodeOnly()
    {
        for (var trace = 0; trace < Operations / Length; trace++)
        {
            choices.Reseed((ulong)trace + 1);
            decoder.Decode(choices, scratch);
        }
    }

    private RuleBits Run(Judge judge)
    {
        var all = RuleBits.None;
        for (var trace = 0; trace < stream.Traces; trace++)
        {
            judge.Reset();
            var seen = RuleBits.None;
            foreach (ref readonly var operation in stream[trace])
                seen |= judge.Apply(operation, seen, out _);
            all |= seen;
        }

        return all;
    }
}
