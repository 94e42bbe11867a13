using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Review;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>Short texts on a review.</summary>
public static class ReviewWords
{
    /// <summary>The verdict, as a sentence without its end.</summary>
    public static string Verdict(ReviewOutcome outcome)
    {
        var (added, mended) = (NewOf(outcome), CountOf(outcome, ChangeKind.Mended));
        var parts = new List<string>();
        if (added > 0)
            parts.Add($"may break {added} {Things(added)}");
        if (mended > 0)
            parts.Add($"mends {mended} {Things(mended)}");
        if (added == 0)
            parts.Add(mended > 0 || outcome.IsUnlocked || !outcome.DataRaces.IsEmpty || !outcome.Ends.IsEmpty || !outcome.Differences.IsEmpty ? "nothing new goes wrong"
                : outcome.Lines is { WithCode: > 0, Run: 0 } ? "no difference, and no changed line was run" : "no difference");
        if (!outcome.DataRaces.IsEmpty)
            parts.Add("two calls can access the same memory at the same time");
        if (outcome.IsUnlocked)
            parts.Add("accesses have no lock in common that had one");
        if (!outcome.Unexplained.IsEmpty)
            parts.Add("it behaves differently where no rule minds");
        if (!outcome.Ends.IsEmpty)
            parts.Add("calls at once can end as they could not, and no rule minds");
        if (!outcome.NotJudged.IsEmpty)
            parts.Add("not all of it was judged");
        return string.Join(", ", parts);
    }

    /// <summary>How many things are new: causes, or else what no rule judges, which is mostly what a rule shows, too.</summary>
    public static int NewOf(ReviewOutcome outcome) => CountOf(outcome, ChangeKind.New) is > 0 and var causes ? causes : outcome.Unruly.Length;

    /// <summary>How many causes a change of one kind concerns, those of calls at once with them.</summary>
    public static int CountOf(ReviewOutcome outcome, ChangeKind kind) => outcome.ChangesOf(kind).Length + outcome.AtOnceOf(kind).Length + outcome.OrdersOf(kind).Length;

    /// <summary>Data races whose free is one that a new use after free tells of, and the others.</summary>
    public static (ImmutableArray<DataRace> Told, ImmutableArray<DataRace> Others) RacesOf(ReviewOutcome outcome)
    {
        var freed = outcome.AtOnceOf(ChangeKind.New).SelectMany(change => change.Cause).Select(found => found.Finding.Violation.Evidence.Freed).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var races = outcome.DataRaces.ToLookup(race => new[] { race.First, race.Second }.Any(access => access.What == "free" && freed.Contains(access.Place)));
        return ([.. races[true]], [.. races[false]]);
    }

    /// <summary>What was run.</summary>
    public static string Bounds(ReviewOutcome outcome) =>
        $"{Counts.Of(outcome.After.Campaigns.Sum(campaign => campaign.Traces), "trace")} judged, {Scopes(outcome.After.Campaigns.Length)}; "
        + (outcome.Compared == 0 ? "none beside the driver before the change; "
            : $"{Counts.Of(outcome.Compared, "trace")} beside each other, {Counts.Of(outcome.ComparedSteps, "operation")}; ")
        + $"{Model(outcome)}; {Lines(outcome.Lines)}{Threads(outcome)}";

    private const string Before = "before";

    /// <summary>A difference: the step and its operation, the new value, and the old one or the model's.</summary>
    public static string Of(ExplainedDifference one)
    {
        var (trace, parts) = (one.Difference.Trace, one.Difference.Parts);
        var was = one.IsOfModel ? $"in the model {one.Model}" : Before;
        return $"step {trace.Operations.Length}, {trace.Operations[^1]}: {string.Join(", ", parts.Select(part => Of(part, was)))}"
            + (parts.Any(part => part.IsOrder) && one.IsInCycle is { } isInCycle ? isInCycle ? "; a cycle has this order" : "; no cycle with any other order seen" : "")
            + (one is { Model: { } model, IsOfModel: false } ? $"; the model {model} has it as before" : "");
    }

    /// <summary>An end of calls at once, beside the nearest one before the change.</summary>
    public static string OfEnd(Difference end) => string.Join(", ", end.Parts.Select(part =>
        end.Trace.Threads.FirstOrDefault(thread => ThreadName.Of(thread.Thread) == part.What) is { Calls: { IsDefaultOrEmpty: false } calls }
            ? $"'{calls[^1]}' returns {part.After}, {part.Before} in the nearest end before"
            : $"{part.What} {part.After}, {part.Before} before"));

    /// <summary>The operations of a finding's trace.</summary>
    public static string Trace(Finding finding) => string.Join("; ", finding.Counterexample.Trace.Operations);

    /// <summary>The file of a function; null when unknown.</summary>
    public static string? FileOf(ReviewOutcome outcome, string? function) =>
        function is null ? null : outcome.Lines?.Files.GetValueOrDefault(function);

    // "H(k0) -> K(k0)": H first.
    private static string OrderOf(DifferencePart part, string was) => part.After == DifferencePart.None
        ? $"does not take {part.Before.Replace(" -> ", " before ", StringComparison.Ordinal)}{(was == Before ? " any more" : $", as {was}")}"
        : $"takes {part.After.Replace(" -> ", " before ", StringComparison.Ordinal)}, {(was == Before ? "and did not" : $"not {was}")}";

    private static string Of(DifferencePart part, string was) => part.IsOrder && (part.After == DifferencePart.None || part.Before == DifferencePart.None) ? OrderOf(part, was) : $"{(part.Where.Length > 0 ? $"{part.Where}." : "")}{part.What} {part.After}, {part.Before} {was}";

    private static string Model(ReviewOutcome outcome) => outcome.Model is { } model
        ? $"{model.Traces:N0} traces beside the model {model.Name}{(model.IsFromReading ? ", which was never compared with real code" : "")}"
        : $"there is no model of {outcome.BaseVersion}";

    private static string Lines(ChangedRun? lines) => lines switch
    {
        null => "changed lines were not followed",
        { WithCode: 0 } => "no changed line has code",
        { NotRun.IsEmpty: true } => lines.WithCode == 1 ? "the changed line run" : $"all {lines.WithCode} changed lines run",
        _ => $"changed lines run: {lines.Run} of {lines.WithCode}",
    };

    private static string Threads(ReviewOutcome outcome) => outcome.Threads is not { } threads ? ""
        : $"; calls at once: {Counts.Of(threads.Sets, "set")} and {Counts.Of(threads.Pairs, "pair")} of them, {Counts.Of(threads.Steps, "step")}, up to {Counts.Of(threads.Bounds.Named.PreemptionsMax, "preemption")}"
            + (threads.Cut > 0 ? $", {threads.Cut} cut off" : "");

    private static string Scopes(int count) => count == 1 ? "in one scope" : $"in {count} scopes";

    private static string Things(int count) => count == 1 ? "thing" : "things";
}
