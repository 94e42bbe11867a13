using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts drafts to plain data for the pipe and back. Data that is read is not trusted.</summary>
internal static class DraftTexts
{
    public static DraftData ToData(Draft draft) => new(FindingTexts.ToData(draft.Hit), draft.Trace.ToString(), draft.Origin);

    /// <summary>Reads a draft from data.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Draft DraftOf(DraftData? data)
    {
        if (data?.Hit is null || !FindingTexts.IsFinding(data.Hit.Rule, data.Hit.Trace) || !FindingTexts.IsFinding(data.Hit.Rule, data.Trace))
            throw new InvalidDataException();
        var trace = FindingTexts.TraceOf(data.Trace);
        return new Draft(FindingTexts.HitOf(data.Hit), trace, data.Origin is { } origin ? OriginOf(origin, trace) : null);
    }

    /// <summary>Reads the origin of a trace from data. The key is made here, so that equal keys always mean equal traces.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Origin OriginOf(Origin origin, Trace trace)
    {
        if (origin.Step < 1 || origin.Step > trace.Operations.Length || origin.Rules.IsDefaultOrEmpty || origin.Partings.IsDefaultOrEmpty || origin.Partings.Any(parting => parting.IsDefault)
            || origin.Rules.Any(rule => rule is null || Rules.RuleBook.Find(rule.Rule) is null) || origin.Rules.DistinctBy(rule => rule.Rule).Count() != origin.Rules.Length)
            throw new InvalidDataException();
        return new Origin((trace with { Operations = trace.Operations[..origin.Step] }).ToString(), origin.Step,
            [.. origin.Rules.Select(rule => rule with { Sign = StepTexts.Plain(rule.Sign) })],
            [.. origin.Partings.Select(parting => parting.Select(place => new CodePlace(StepTexts.Plain(place.Function) ?? "", place.Line)).ToImmutableArray())]);
    }
}
