using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// Runs two systems through the same operations. After each operation it compares the result, the whole ledger, the kinds of faults in order,
/// the lock edges, the masks written and the eventfds signalled. A difference is kept with the shortest trace that shrinking finds.
/// </summary>
/// <param name="a">The first subject, whose fields are compared.</param>
/// <param name="b">The second.</param>
/// <param name="scope">The bounds.</param>
/// <param name="isCompared">Fields that are compared; null for all observable ones.</param>
public sealed class LockStep(Subject a, Subject b, Scope scope, Func<FieldInfo, bool>? isCompared = null)
{
    /// <summary>Candidates that shrinking tries, at most.</summary>
    public const int ShrinkingsMax = 20_000;

    private readonly SeenFields fields = new(a.FieldsOf(scope), isCompared);
    private readonly ISystem first = a.Create(scope);
    private readonly ISystem second = b.Create(scope);

    /// <summary>The bounds.</summary>
    public Scope Scope => scope;

    /// <summary>Operations that both have done so far, without those that were not possible.</summary>
    public long Steps { get; private set; }

    /// <summary>How often both did an operation, by kind.</summary>
    public long[] StepsOf { get; } = new long[Enum.GetValues<OperationKind>().Length];

    /// <summary>Traces cut short without a verdict, counted by reason.</summary>
    public Dictionary<string, long> CutBy { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Operations that only one of the two kernels supports: calls of the hostile profile, and parts of VFIO that the model lacks. A trace ends
    /// there.
    /// </summary>
    public SortedSet<string> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>All of these.</summary>
    public long Cut => CutBy.Values.Sum();

    /// <summary>Runs a trace; null when the two agree to its end.</summary>
    public LockStepDifference? Run(Trace trace)
    {
        first.Reset();
        second.Reset();
        for (var i = 0; i < trace.Operations.Length; i++)
        {
            var op = trace.Operations[i];
            var resultA = first.Apply(op);
            var resultB = second.Apply(op);
            if (ReasonToLeaveOut(op, resultA, resultB) is { } reason)
            {
                LeftOut.Add(reason);
                CutBy[reason] = CutBy.GetValueOrDefault(reason) + 1;
                return null;
            }

            if ((first.CapHit ?? second.CapHit) is { } cutoff)
            {
                CutBy[cutoff.What] = CutBy.GetValueOrDefault(cutoff.What) + 1;
                return null;
            }

            if (Waits(first) && Waits(second))
            {
                CutBy[Fault.AnotherAnswer] = CutBy.GetValueOrDefault(Fault.AnotherAnswer) + 1;
                return null;
            }

            var parts = Differences(resultA, resultB);
            if (!parts.IsEmpty)
                return new LockStepDifference(trace with { Operations = [.. trace.Operations.Take(i + 1)] }, parts);
            if (resultA.Outcome == Outcome.NotPossible)
                continue;
            Steps++;
            StepsOf[(int)op.Kind]++;
            if (resultA.Outcome != Outcome.Returned)
                return null;
        }

        return null;
    }

    // Both wait for an answer that the hardware never gives. How far each gets before the call is given up depends on its polling alone.
    internal static bool Waits(ISystem system)
    {
        foreach (ref readonly var fault in system.Faults)
        {
            if (fault.IsWaitForHardware)
                return true;
        }

        return false;
    }

    /// <summary>This difference, or another one that shrinking ran into, on the shortest trace found.</summary>
    public static LockStepDifference Shrunk(Subject a, Subject b, LockStepDifference difference)
    {
        LockStep? step = null;
        return Shrinking.Smallest(difference, one => one.Trace, candidate =>
        {
            if (step?.Scope != candidate.Scope)
                step = new LockStep(a, b, candidate.Scope);
            return step.Run(candidate);
        }, ShrinkingsMax);
    }

    /// <summary>
    /// The part of a fault on which both must agree: its kind, and the lock if there is one. Names of memory and texts of warnings differ
    /// between the two.
    /// </summary>
    public static string NameOf(Fault fault) => fault.Kind is FaultKind.Deadlock or FaultKind.UnlockNotHeld
        ? $"{fault.Kind} {fault.Subject}"
        : fault.Kind.ToString();

    private ImmutableArray<DifferencePart> Differences(in StepResult resultA, in StepResult resultB)
    {
        var isSame = resultA with { Reason = null } == resultB with { Reason = null };
        if (isSame && (resultA.Outcome == Outcome.NotPossible
            || (first.Observe().Words.SequenceEqual(second.Observe().Words) && FaultsMatch() && EdgesMatch() && SeenCalls.Match(first, second))))
            return [];
        var parts = ImmutableArray.CreateBuilder<DifferencePart>();
        if (!isSame)
            parts.Add(new DifferencePart(DifferencePart.Result, "", Text(resultA), Text(resultB)));
        parts.AddRange(fields.Differences(first, second));
        if (!FaultsMatch())
            parts.Add(new DifferencePart("faults", "", Text(first.Faults), Text(second.Faults)));
        if (!EdgesMatch())
            parts.Add(new DifferencePart(DifferencePart.LockOrder, "", string.Join(", ", SeenCalls.Edges(first)), string.Join(", ", SeenCalls.Edges(second))));
        if (!SeenCalls.Match(first, second))
            parts.Add(new DifferencePart(DifferencePart.Calls, "", SeenCalls.Text(first), SeenCalls.Text(second)));
        return parts.ToImmutable();
    }

    private string? ReasonToLeaveOut(in Operation op, in StepResult resultA, in StepResult resultB)
    {
        var isLeftByB = resultA.Outcome != Outcome.NotPossible && resultB.Outcome == Outcome.NotPossible;
        var isLeftByA = resultA.Outcome == Outcome.NotPossible && resultB.Outcome != Outcome.NotPossible;
        var form = OperationSyntax.FormOf(op.Kind);
        return form.Needs == Features.Descriptors && (isLeftByA || isLeftByB) ? "operations on descriptors, which the modelled VFIO does not have"
            : (op.Kind == OperationKind.Scan || (form.IsHostChange && op.Thread != 0)) && (isLeftByA || isLeftByB) ? "steps of an AP bus scan, which the modelled bus does at once"
            : op.Kind == OperationKind.Ioctl || NumberText.ErrorOf(op) is not null ? "ioctls and stores that are refused for what is written, of which a model has the answer alone"
            : scope.Profile == Profile.Hostile && isLeftByB ? $"{form.Verb}, as only a hostile kernel does it"
            : null;
    }

    private bool FaultsMatch()
    {
        var faultsA = first.Faults;
        var faultsB = second.Faults;
        if (faultsA.Length != faultsB.Length)
            return false;
        for (var i = 0; i < faultsA.Length; i++)
        {
            if (NameOf(faultsA[i]) != NameOf(faultsB[i]))
                return false;
        }

        return true;
    }

    private bool EdgesMatch() =>
        (first.Edges.IsEmpty && second.Edges.IsEmpty) || SeenCalls.Edges(first).SequenceEqual(SeenCalls.Edges(second));

    private static string Text(StepResult result) =>
        result.Outcome == Outcome.NotPossible ? $"{result} ({result.Reason})" : result.ToString();

    private static string Text(ReadOnlySpan<Fault> faults) =>
        faults.IsEmpty ? "none" : string.Join("; ", faults.ToArray().Select(fault => fault.ToString()));
}
