using System.Diagnostics;
using ApSpec.Explore;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Exam;

namespace ApSpec.Cli;

/// <summary>Puts each entry of an exam into a tree and reviews the change, as <c>review</c> does with a patch.</summary>
internal sealed class SeedRun(ExamTree tree, ReviewOptions options, TimeSpan timeMax, Sandbox sandbox)
{
    /// <summary>Checks the driver without a defect, once for all entries.</summary>
    public void Prepare() => new ReviewRun(options, sandbox).Prepare(tree.Base);

    /// <summary>Reviews one entry.</summary>
    public ExamResult Run(ExamEntry entry)
    {
        var clock = Stopwatch.StartNew();
        if (tree.With(entry, out var error) is not { } pair)
            return new ExamResult(entry, ExamVerdict.NotHere, clock.Elapsed.TotalSeconds) { Why = error };
        var limit = new TimeLimit(timeMax, () => clock.Elapsed, () => Interrupt.IsAsked);
        try
        {
            var outcome = new ReviewRun(options with { Campaign = options.Campaign with { Time = limit }, EndsWhenNoticed = true }, sandbox).Review(pair, isLast: true);
            return outcome is null
                ? new ExamResult(entry, ExamVerdict.NoVerdict, clock.Elapsed.TotalSeconds) { Why = "there was no time to build it" }
                : ExamResult.From(entry, outcome, clock.Elapsed.TotalSeconds);
        }
        catch (Exception e) when (e is NoVerdictException or InputException)
        {
            return new ExamResult(entry, ExamVerdict.NoVerdict, clock.Elapsed.TotalSeconds) { Why = e.Message };
        }
    }
}
