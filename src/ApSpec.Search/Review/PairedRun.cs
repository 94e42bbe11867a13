using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// Runs traces of one scope on two subjects of one era. After each operation it compares the result, the whole ledger, the kinds of faults,
/// the lock order, and the moments inside the call. A trace ends at the first difference, since later ones may only follow from it.
/// </summary>
internal sealed class PairedRun(Subject before, Subject after, Scope scope, Func<FieldInfo, bool> isCompared)
{
    private readonly ISystem first = before.Create(scope);
    private readonly ISystem second = after.Create(scope);
    private readonly ImmutableHashSet<OperationKind> ofOne =
        [.. before.AlphabetOf(scope).Except(after.AlphabetOf(scope)).Concat(after.AlphabetOf(scope).Except(before.AlphabetOf(scope))).Select(op => op.Kind)];

    // An order of locks is told by its locks.
    private readonly SeenFields fields = new(before.FieldsOf(scope), field => isCompared(field) && !field.Name.StartsWith("edge[", StringComparison.Ordinal));

    /// <summary>The scope.</summary>
    public Scope Scope => scope;

    /// <summary>Operations that both did.</summary>
    public long Steps { get; private set; }

    /// <summary>Traces cut short without a verdict, by the reason.</summary>
    public Dictionary<string, long> CutBy { get; } = new(StringComparer.Ordinal);

    /// <summary>How the last trace was cut short without a verdict; null when it was not.</summary>
    public CutTrace? Cut { get; private set; }

    /// <summary>Operations that only one of them has; they are skipped.</summary>
    public IEnumerable<string> LeftOut => ofOne.Select(kind => OperationSyntax.FormOf(kind).Verb);

    /// <summary>Runs a trace; null when both agree to its end. <paramref name="beat"/> is called for each operation.</summary>
    public Difference? Run(Trace trace, Action<int>? beat = null)
    {
        first.Reset();
        second.Reset();
        Cut = null;
        for (var i = 0; i < trace.Operations.Length; i++)
        {
            var op = trace.Operations[i];
            if (ofOne.Contains(op.Kind))
                continue;
            beat?.Invoke(i + 1);
            var (was, now) = (first.Apply(op), second.Apply(op));
            if ((first.CapHit ?? second.CapHit) is { } cutoff)
            {
                CutBy[cutoff.What] = CutBy.GetValueOrDefault(cutoff.What) + 1;
                Cut = new CutTrace(cutoff.What, Prefix(trace, i), first.CapHit is not null, second.CapHit is not null);
                return null;
            }

            if (LockStep.Waits(first) && LockStep.Waits(second))
                return null;
            if (Parts(was, now) is { IsEmpty: false } parts)
                return new Difference(Prefix(trace, i), parts);
            if (was.Outcome == Outcome.NotPossible)
                continue;
            Steps++;
            if (was.Outcome != Outcome.Returned)
                return null;
        }

        return null;
    }

    private Trace Prefix(Trace trace, int last) => trace with { Operations = [.. trace.Operations.Take(last + 1).Where(one => !ofOne.Contains(one.Kind))] };

    private ImmutableArray<DifferencePart> Parts(in StepResult was, in StepResult now)
    {
        var isSame = was with { Reason = null } == now with { Reason = null };
        if (isSame && (was.Outcome == Outcome.NotPossible || (first.Observe().Words.SequenceEqual(second.Observe().Words)
            && first.Faults.IsEmpty && second.Faults.IsEmpty && first.Edges.IsEmpty && second.Edges.IsEmpty && SeenCalls.Match(first, second))))
            return [];
        var parts = ImmutableArray.CreateBuilder<DifferencePart>();
        if (!isSame)
            parts.Add(new DifferencePart(DifferencePart.Result, "", Text(was), Text(now)));
        if (was.Outcome == Outcome.NotPossible || now.Outcome == Outcome.NotPossible)
            return parts.ToImmutable();
        parts.AddRange(fields.Differences(first, second));
        Add(parts, FaultsOf(first), FaultsOf(second), fault => fault);
        Add(parts, SeenCalls.Edges(first), SeenCalls.Edges(second), _ => DifferencePart.LockOrder);
        if (!SeenCalls.Match(first, second))
            parts.Add(new DifferencePart(DifferencePart.Calls, "", SeenCalls.Text(first), SeenCalls.Text(second)));
        return parts.ToImmutable();
    }

    private static string Text(in StepResult result) => result.Text is { } text ? $"{result} \"{StepResult.Printable(text)}\"" : $"{result}";

    private static void Add(ImmutableArray<DifferencePart>.Builder parts, IReadOnlySet<string> was, IReadOnlySet<string> now, Func<string, string> what)
    {
        foreach (var one in was.Except(now))
            parts.Add(new DifferencePart(what(one), "", one, DifferencePart.None));
        foreach (var one in now.Except(was))
            parts.Add(new DifferencePart(what(one), "", DifferencePart.None, one));
    }

    private static HashSet<string> FaultsOf(ISystem system)
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in system.Faults)
            faults.Add($"{fault.Kind} of {fault.Subject}");
        return faults;
    }
}
