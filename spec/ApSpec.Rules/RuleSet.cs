using System.Collections.Immutable;
using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The rules of one scope and era, indexed by what they read. A rule that held before still holds when nothing that it reads changed,
/// so the judge skips it.
/// </summary>
public sealed class RuleSet
{
    private const int PartsMax = 32;

    private const StepParts OfOneCall = StepParts.Edges | StepParts.Faults | StepParts.Failure | StepParts.Refusal | StepParts.Assignment | StepParts.Aqic
        | StepParts.Unmap | StepParts.Instruction | StepParts.DeviceReset | StepParts.Moments | StepParts.Descriptor | StepParts.Text;

    private static readonly StepParts[] PartOfKind = [.. Enum.GetValues<OperationKind>().Select(PartOf)];
    private readonly PartsTable table;
    private readonly RuleBits[] readers = new RuleBits[PartsMax];
    private readonly RuleBits entitlement;
    private readonly RuleBits ofStuckCalls;

    /// <summary>Every rule for the scope of <paramref name="layout"/>.</summary>
    public RuleSet(ObservationLayout layout)
        : this(layout, RuleBook.All)
    {
    }

    /// <summary>The subset of <paramref name="rules"/> that the layout's era and scope allow; at most <see cref="RuleBits.Max"/>.</summary>
    public RuleSet(ObservationLayout layout, IEnumerable<Rule> rules)
    {
        Layout = layout;
        Rules = [.. rules.Where(rule => rule.IsOf(layout.Era) && (layout.Traits.HasFlag(CoreTraits.Hook) || !rule.NeedsHook)
            && (layout.Traits & rule.EndedBy) == 0 && layout.Scope.Has(rule.Needs))];
        table = new PartsTable(layout);
        if (Rules.Length > RuleBits.Max)
            throw new InvalidOperationException($"{Rules.Length} rules: a set holds {RuleBits.Max}");
        for (var i = 0; i < Rules.Length; i++)
        {
            for (var parts = (uint)Rules[i].Reads; parts != 0; parts &= parts - 1)
                readers[BitOperations.TrailingZeroCount(parts)] |= RuleBits.At(i);
            if (Rules[i].When == JudgedWhen.EachEffect)
                JudgedAtDeath |= RuleBits.At(i);
            if (Rules[i].When != JudgedWhen.EachEffect && (Rules[i].Reads & OfOneCall) == 0)
                OfStates |= RuleBits.At(i);
            if (Entitlements.RulesOf(layout.Era).Contains(Rules[i].Id))
                entitlement |= RuleBits.At(i);
            if (layout.Era == Era.Notifier || Rules[i].When == JudgedWhen.EachEffect || Rules[i].Reads == StepParts.Refusal)
                ofStuckCalls |= RuleBits.At(i);
        }
    }

    /// <summary>The layout that the rules read.</summary>
    public ObservationLayout Layout { get; }

    /// <summary>The rules, in the order of the book.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules that are judged when a call died.</summary>
    public RuleBits JudgedAtDeath { get; }

    /// <summary>The rules on states alone: they hold whenever no call is under way.</summary>
    public RuleBits OfStates { get; }

    /// <summary>Which parts a step has.</summary>
    public StepParts PartsOf(in Step step)
    {
        var parts = table.Changed(step.Before.Words, step.After.Words, step.Touched.Words) | PartOfKind[(int)step.Operation.Kind];
        if (step.LifecyclesBefore != step.LifecyclesAfter)
            parts |= StepParts.Lifecycle;
        if (!step.Faults.IsEmpty)
            parts |= StepParts.Faults;
        if (!step.Edges.IsEmpty)
            parts |= StepParts.Edges;
        if (!step.Moments.IsEmpty)
            parts |= StepParts.Moments;
        if (step.Result.Errno != Errno.Ok)
            parts |= StepParts.Failure;
        if (!step.IsPermitted || step.Result.Outcome is Outcome.Stuck or Outcome.Died)
            parts |= StepParts.Refusal;
        return parts;
    }

    /// <summary>The rules that <paramref name="step"/> can break.</summary>
    /// <remarks>
    /// In the open_device era a call may work on every mdev, guest and queue, under locks of the driver. A stuck call may have left any of
    /// them half done, so only its faults, and that it did not return, are judged.
    /// </remarks>
    public RuleBits Concerned(in Step step)
    {
        var rules = RuleBits.None;
        for (var parts = (uint)PartsOf(step); parts != 0; parts &= parts - 1)
            rules |= readers[BitOperations.TrailingZeroCount(parts)];
        if (step.Result.Outcome == Outcome.Stuck)
            rules &= ofStuckCalls;
        return !(rules & entitlement).IsEmpty && Entitlements.AreMet(step) ? rules & ~entitlement : rules;
    }

    private static StepParts PartOf(OperationKind kind) => kind switch
    {
        _ when Writes.IsWrite(kind) => StepParts.Assignment,
        OperationKind.AqicEnable or OperationKind.AqicDisable => StepParts.Aqic,
        OperationKind.DmaUnmap or OperationKind.Unmap => StepParts.Unmap,
        OperationKind.Reset => StepParts.DeviceReset,
        OperationKind.Open or OperationKind.Release => StepParts.Descriptor,
        OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq => StepParts.Instruction,
        OperationKind.Show or OperationKind.Status or OperationKind.Ioctl => StepParts.Text,
        _ => StepParts.None,
    };
}
