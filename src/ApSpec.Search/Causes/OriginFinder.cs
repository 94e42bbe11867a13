using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Causes;

/// <summary>Finds the first violation of traces of one subject.</summary>
/// <param name="subject">What is checked.</param>
/// <param name="memory">What was found out before, of the same subject.</param>
public sealed class OriginFinder(Subject subject, SearchMemory? memory = null)
{
    private readonly Dictionary<Scope, Judge> judges = [];
    private readonly SearchMemory memory = memory ?? new SearchMemory();

    /// <summary>The origin; null when the trace violates no rule of the book.</summary>
    public Origin? Find(Trace trace)
    {
        var rules = FirstWrong(trace, out var step);
        if (rules.IsEmpty)
            return null;
        var prefix = trace with { Operations = trace.Operations[..step] };
        var key = prefix.ToString();
        var found = step;
        return memory.OriginOf(key, () => new Origin(key, found, rules, PartingsOf(prefix)));
    }

    private ImmutableArray<OriginRule> FirstWrong(Trace trace, out int step)
    {
        var judge = JudgeFor(trace.Scope);
        judge.Reset();
        step = 0;
        foreach (var operation in trace.Operations)
        {
            step++;
            var violated = judge.Apply(operation, RuleBits.None, out _);
            if (!violated.IsEmpty)
                return RulesOf(judge, violated);
            if (judge.IsEnded)
                break;
        }

        return [];
    }

    private static ImmutableArray<OriginRule> RulesOf(Judge judge, RuleBits violated)
    {
        var rules = ImmutableArray.CreateBuilder<OriginRule>();
        foreach (var place in violated)
            rules.Add(new OriginRule(judge.Rules[place].Id, judge.EvidenceOf(place).Sign));
        return rules.ToImmutable();
    }

    // When the call is correct without an injected failure or answer, that injection is what matters: other causes need the other operations,
    // too. When the call goes wrong without the failure as well, the failure is ignored.
    private ImmutableArray<ImmutableArray<CodePlace>> PartingsOf(Trace prefix)
    {
        var sound = WithoutFailure(prefix);
        if (sound is not null && IsWrong(sound, out _))
            return PartingsOf(sound);
        var way = subject.PlacesOf(prefix);
        return sound is not null && PartingsFrom([sound], way) is { Near.IsEmpty: false } failure ? failure.Near
            : PartingsFrom(Without(prefix, Actors.IsAnswer), way) is { Near.IsEmpty: false } answers ? answers.Near
            : PartingsFrom(Without(prefix, _ => true), way) is var all && !all.Near.IsEmpty ? all.Near
            : [Sorted(all.Nearest ?? way, way)];
    }

    private static Trace? WithoutFailure(Trace prefix) => prefix.Operations[^1] is { Fail: not FailPoint.None } last
        ? prefix with { Operations = prefix.Operations.SetItem(prefix.Operations.Length - 1, last with { Fail = FailPoint.None }) }
        : null;

    private static IEnumerable<Trace> Without(Trace prefix, Func<Operation, bool> isLeftOut) => Enumerable.Range(0, prefix.Operations.Length - 1)
        .Where(i => isLeftOut(prefix.Operations[i]))
        .Select(i => prefix with { Operations = prefix.Operations.RemoveAt(i) });

    // Near: correct calls that share most of the path. A call that fails early does not show where this one goes wrong.
    private (ImmutableArray<ImmutableArray<CodePlace>> Near, ImmutableHashSet<CodePlace>? Nearest) PartingsFrom(
        IEnumerable<Trace> siblings, ImmutableHashSet<CodePlace> way)
    {
        ImmutableArray<ImmutableHashSet<CodePlace>> right =
        [
            .. siblings.Where(GoesRight).Select(subject.PlacesOf).Where(sibling => !sibling.SetEquals(way)),
        ];
        return ([.. right.Where(sibling => 2 * way.Intersect(sibling).Count >= way.Count).Select(way.SymmetricExcept).Select(parting => Sorted(parting, way))],
            right.Select(way.SymmetricExcept).MinBy(parting => parting.Count));
    }

    // Functions that both calls run come first: the branch is in one of them, not in functions that only one call reaches.
    private static ImmutableArray<CodePlace> Sorted(ImmutableHashSet<CodePlace> parting, ImmutableHashSet<CodePlace> way)
    {
        var common = way.Except(parting).Select(place => place.Function).ToHashSet(StringComparer.Ordinal);
        return [.. parting.OrderByDescending(place => common.Contains(place.Function)).ThenBy(place => place.Function, StringComparer.Ordinal).ThenBy(place => place.Line)];
    }

    private bool GoesRight(Trace sibling) => !IsWrong(sibling, out var last) && last.Outcome != Outcome.NotPossible;

    private bool IsWrong(Trace trace, out StepResult last)
    {
        var judge = JudgeFor(trace.Scope);
        judge.Reset();
        last = default;
        foreach (var operation in trace.Operations)
        {
            if (!judge.Apply(operation, RuleBits.None, out last).IsEmpty || judge.IsEnded)
                return true;
        }

        return false;
    }

    private Judge JudgeFor(Scope scope)
    {
        if (!judges.TryGetValue(scope, out var judge))
            judges.Add(scope, judge = new Judge(subject.Create(scope), RuleBook.All));
        return judge;
    }
}
