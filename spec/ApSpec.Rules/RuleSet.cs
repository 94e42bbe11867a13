using System.Collections.Immutable;
using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The rules of one scope and era, laid out so that a judge can pass over those that a step cannot break: a rule that held before
/// still holds when nothing that it reads changed.
/// </summary>
public sealed class RuleSet
{
    private const int PartsMax = 32;

    private static readonly StepParts[] PartOfKind = [.. Enum.GetValues<OperationKind>().Select(PartOf)];
    private readonly PartsTable table;
    private readonly ulong[] readers = new ulong[PartsMax];
    private readonly ulong entitlement;
    private readonly ulong ofStuckCalls;

    /// <summary>Every rule for the scope of <paramref name="layout"/>.</summary>
    public RuleSet(ObservationLayout layout)
        : this(layout, RuleBook.All)
    {
    }

    /// <summary>Those of <paramref name="rules"/> that are of the layout's era and whose features its scope has; at most 64.</summary>
    public RuleSet(ObservationLayout layout, IEnumerable<Rule> rules)
    {
        Layout = layout;
        Rules = [.. rules.Where(rule => rule.IsOf(layout.Era) && (layout.Traits.HasFlag(CoreTraits.Hook) || !rule.NeedsHook) && layout.Scope.Has(rule.Needs))];
        table = new PartsTable(layout);
        if (Rules.Length > 64)
            throw new InvalidOperationException($"{Rules.Length} rules: a set holds 64");
        for (var i = 0; i < Rules.Length; i++)
        {
            for (var parts = (uint)Rules[i].Reads; parts != 0; parts &= parts - 1)
                readers[BitOperations.TrailingZeroCount(parts)] |= 1UL << i;
            if (Rules[i].When == JudgedWhen.EachEffect)
                JudgedAtDeath |= 1UL << i;
            if (Entitlements.RulesOf(layout.Era).Contains(Rules[i].Id))
                entitlement |= 1UL << i;
            if (layout.Era == Era.Notifier || Rules[i].When == JudgedWhen.EachEffect || Rules[i].Reads == StepParts.Refusal)
                ofStuckCalls |= 1UL << i;
        }
    }

    /// <summary>The layout that the rules read.</summary>
    public ObservationLayout Layout { get; }

    /// <summary>The rules, in the order of the book.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules that are judged when a call died: bit i is <c>Rules[i]</c>.</summary>
    public ulong JudgedAtDeath { get; }

    /// <summary>Which parts a step has.</summary>
    public StepParts PartsOf(in Step step)
    {
        var parts = table.Changed(step.Before.Words, step.After.Words) | PartOfKind[(int)step.Operation.Kind];
        if (step.LifecyclesBefore != step.LifecyclesAfter)
            parts |= StepParts.Lifecycle;
        if (!step.Faults.IsEmpty)
            parts |= StepParts.Faults;
        if (!step.Edges.IsEmpty)
            parts |= StepParts.Edges;
        if (step.Result.Errno != Errno.Ok)
            parts |= StepParts.Failure;
        if (!step.IsPermitted || step.Result.Outcome is Outcome.Stuck or Outcome.Died)
            parts |= StepParts.Refusal;
        return parts;
    }

    /// <summary>The rules that <paramref name="step"/> can break: bit i is <c>Rules[i]</c>.</summary>
    /// <remarks>
    /// In the open_device era each call works on every mdev, guest and queue that it reaches, under locks that are all the driver's:
    /// one that is stuck left any of them half done, and only that it did not end, and its faults, are judged.
    /// </remarks>
    public ulong Concerned(in Step step)
    {
        var rules = 0UL;
        for (var parts = (uint)PartsOf(step); parts != 0; parts &= parts - 1)
            rules |= readers[BitOperations.TrailingZeroCount(parts)];
        if (step.Result.Outcome == Outcome.Stuck)
            rules &= ofStuckCalls;
        return (rules & entitlement) != 0 && Entitlements.AreMet(step) ? rules & ~entitlement : rules;
    }

    private static StepParts PartOf(OperationKind kind) => kind switch
    {
        _ when Writes.IsWrite(kind) => StepParts.Assignment,
        OperationKind.AqicEnable or OperationKind.AqicDisable => StepParts.Aqic,
        OperationKind.DmaUnmap => StepParts.Unmap,
        OperationKind.Reset => StepParts.DeviceReset,
        OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq => StepParts.Instruction,
        _ => StepParts.None,
    };
}
