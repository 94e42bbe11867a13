using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Search.Review;

namespace ApSpec.Cli;

/// <summary>The differences of two compiled drivers: the comparison of a review, but every difference is printed and none is judged.</summary>
internal sealed class DriverDiff(ImmutableArray<BuiltDriver> built, CampaignOptions options, Sandbox sandbox)
{
    /// <summary>Compares and prints. Returns 1 when they differ; 4 when they do not but something was not compared; else 0.</summary>
    public int Run(string? scope)
    {
        if (built[0].LibraryPath == built[1].LibraryPath)
        {
            Console.WriteLine($"no difference: both trees give the same driver, {built[0].ExpectationName}");
            return ExitCode.Ok;
        }

        using var a = CheckTarget.From(built[0], 1, sandbox);
        using var b = CheckTarget.From(built[1], 1, sandbox);
        var (first, second) = (a.Engine.Subject, b.Engine.Subject);
        var scopes = Scopes.Choose(scope, "both", first.Era, first.Own & second.Own);
        foreach (var one in scopes)
        {
            a.Accept(one);
            b.Accept(one);
        }

        var run = new ReviewDifferences([.. built], options, sandbox);
        run.Run(scopes);
        var cutBy = CutReasons.Sum(run.Seen.Select(seen => seen.CutBy));
        var traces = run.Seen.Sum(seen => seen.Traces);
        foreach (var driver in built)
            Console.Write(MissingText.Format(driver, cutBy, traces));
        var shown = ShownDifference.Collect(first, second, ScopeDifferences.Shortest(run.Seen), a.Replay, b.Replay);
        if (shown.IsEmpty)
            Console.WriteLine($"no difference in behaviour between {first.Name} and {second.Name} was found");
        foreach (var one in shown)
            Console.WriteLine(ShownDifferenceText.Format(first, second, one));
        foreach (var text in run.NotJudged)
            Console.WriteLine(MailText.Wrap(text, "not compared: ", "  "));
        var difference = new DriverDifference(built[0], built[1]);
        Console.Write(DriverGroundsText.Compared(built[0], built[1], [.. scopes.SelectMany(one => difference.LeftOut(one, first, second)).Distinct().Order(StringComparer.Ordinal)]));
        Console.WriteLine(MailText.Wrap(
            $"{traces:N0} traces on both, {run.Seen.Sum(seen => seen.Steps):N0} operations, in {run.Seen.Length} of {scopes.Length} scopes", "  ran         ", "              "));
        var isCutOff = !run.NotJudged.IsEmpty || run.Seen.Any(seen => seen.Traces < options.Traces) || built.Any(driver => MissingText.Reached(driver, cutBy) > 0);
        return !shown.IsEmpty ? ExitCode.Violated : isCutOff ? ExitCode.CutOff : ExitCode.Ok;
    }
}
