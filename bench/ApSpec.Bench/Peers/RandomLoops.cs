using System.Collections.Immutable;
using System.Diagnostics;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;
using CsCheck;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Bench.Peers;

/// <summary>
/// Random sequences of one length on one core, every rule on. Ours are a campaign's; the peers draw arrays of operations by their own generators and
/// drive the same judge. What is counted is operations done: one that is not possible where it stands is time lost to whoever drew it.
/// </summary>
internal sealed class RandomLoops
{
    private const string Revision = "v5.10";
    private const string Scope = "mdevs=2 kvms=2 features=none";

    private readonly int length;
    private readonly int sequences;
    private readonly Campaign campaign;
    private readonly Judge judge = Worlds.JudgeOf(Revision, Scope);
    private readonly CsCheck.Gen<int[]> numbers;
    private readonly Property property;
    private readonly ImmutableArray<Operation> alphabet = Alphabet.Of(Worlds.ScopeOf(Scope));
    private long done;

    public RandomLoops(int length, int operations)
    {
        this.length = length;
        sequences = operations / length;
        campaign = new Campaign(new ModelSubject(Catalog.Find(Revision)!), Worlds.ScopeOf(Scope), RuleBook.All);
        numbers = CsCheck.Gen.Int[0, alphabet.Length - 1].Array[length];
        property = Prop.ForAll(FsCheck.Fluent.Gen.Choose(0, alphabet.Length - 1).ArrayOf(length).ToArbitrary(), (Func<int[], bool>)Drive);
    }

    /// <summary>Operations a second of a campaign.</summary>
    public double Ours() => Rate(() => done = campaign.Run(new CampaignOptions(Traces: sequences, LengthMax: length)).Steps);

    /// <summary>Operations a second of CsCheck.</summary>
    public double CsChecks() => Rate(() => numbers.Sample(Drive, iter: sequences, threads: 1));

    /// <summary>Operations a second of FsCheck.</summary>
    public double FsChecks() => Rate(() => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true), property));

    private double Rate(Action run)
    {
        done = 0;
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.UserProcessorTime;
        run();
        process.Refresh();
        return done / (process.UserProcessorTime - before).TotalSeconds;
    }

    // Each violated rule is judged once in a sequence, as a campaign does.
    private bool Drive(int[] drawn)
    {
        judge.Reset();
        var seen = RuleBits.None;
        foreach (var number in drawn)
        {
            seen |= judge.Apply(alphabet[number], seen, out var result);
            if (result.Outcome == Vocabulary.Outcome.NotPossible)
                continue;
            done++;
            if (judge.IsEnded)
                break;
        }

        return true;
    }
}
