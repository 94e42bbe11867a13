using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// Runs traces of one scope on two subjects of one era and compares after each operation: its result, the whole ledger, the kinds of faults,
/// the lock order. A trace ends where they differ: what follows a difference is no news.
/// </summary>
internal sealed class PairedRun(Subject before, Subject after, Scope scope, Func<FieldInfo, bool> isCompared)
{
    private readonly ISystem first = before.Create(scope);
    private readonly ISystem second = after.Create(scope);
    private readonly ImmutableHashSet<OperationKind> ofOne =
        [.. before.AlphabetOf(scope).Except(after.AlphabetOf(scope)).Concat(after.AlphabetOf(scope).Except(before.AlphabetOf(scope))).Select(op => op.Kind)];

    private readonly ImmutableArray<FieldInfo> fields = [.. before.FieldsOf(scope).Where(field => field.IsObservable && field.Width > 0 && isCompared(field))];

    /// <summary>The scope.</summary>
    public Scope Scope => scope;

    /// <summary>Operations that both did.</summary>
    public long Steps { get; private set; }

    /// <summary>Traces cut short without a verdict, by the reason.</summary>
    public Dictionary<string, long> CutBy { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations that only one of them has, which are passed over.</summary>
    public IEnumerable<string> LeftOut => ofOne.Select(kind => OperationSyntax.Of(kind).Verb);

    /// <summary>Runs a trace; null when both agree to its end. <paramref name="beat"/> is told of each operation.</summary>
    public Difference? Run(Trace trace, Action<int>? beat = null)
    {
        first.Reset();
        second.Reset();
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
                return null;
            }

            if (Parts(was, now) is { IsEmpty: false } parts)
                return new Difference(trace with { Operations = [.. trace.Operations.Take(i + 1).Where(one => !ofOne.Contains(one.Kind))] }, parts);
            if (was.Outcome == Outcome.NotPossible)
                continue;
            Steps++;
            if (was.Outcome != Outcome.Returned)
                return null;
        }

        return null;
    }

    private ImmutableArray<DifferencePart> Parts(in StepResult was, in StepResult now)
    {
        var isSame = was with { Reason = null } == now with { Reason = null };
        if (isSame && (was.Outcome == Outcome.NotPossible || (first.Observe().Words.SequenceEqual(second.Observe().Words)
            && first.Faults.IsEmpty && second.Faults.IsEmpty && first.Edges.IsEmpty && second.Edges.IsEmpty)))
            return [];
        var parts = ImmutableArray.CreateBuilder<DifferencePart>();
        if (!isSame)
            parts.Add(new DifferencePart("result", "", Text(was), Text(now)));
        if (was.Outcome == Outcome.NotPossible || now.Outcome == Outcome.NotPossible)
            return parts.ToImmutable();
        foreach (var field in fields.Where(Differs))
            parts.Add(new DifferencePart(field.Name, field.Owner, Text(field, first), Text(field, second)));
        Add(parts, FaultsOf(first), FaultsOf(second), fault => fault);
        Add(parts, EdgesOf(first), EdgesOf(second), _ => "lock order");
        return parts.ToImmutable();
    }

    private static string Text(in StepResult result) => result.Text is { } text ? $"{result} \"{StepResult.Printable(text)}\"" : $"{result}";

    private static void Add(ImmutableArray<DifferencePart>.Builder parts, HashSet<string> was, HashSet<string> now, Func<string, string> what)
    {
        foreach (var one in was.Except(now))
            parts.Add(new DifferencePart(what(one), "", one, "none"));
        foreach (var one in now.Except(was))
            parts.Add(new DifferencePart(what(one), "", "none", one));
    }

    private static HashSet<string> FaultsOf(ISystem system)
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in system.Faults)
            faults.Add($"{fault.Kind} of {fault.Subject}");
        return faults;
    }

    private static HashSet<string> EdgesOf(ISystem system)
    {
        var edges = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in system.Edges)
            edges.Add($"{edge.From} -> {edge.To}");
        return edges;
    }

    private bool Differs(FieldInfo field)
    {
        for (var bit = 0; bit < field.Width; bit += 32)
        {
            if (Bits(field, bit, first) != Bits(field, bit, second))
                return true;
        }

        return false;
    }

    private static string Text(FieldInfo field, ISystem system) => field.Width > 32 ? "other bits"
        : field.Kind is FieldKind.AdapterMask or FieldKind.DomainMask ? $"0x{Bits(field, 0, system):x}"
        : $"{Bits(field, 0, system)}";

    // A field of more than 64 bits begins with a word; a shorter one does not cross words.
    private static uint Bits(FieldInfo field, int from, ISystem system)
    {
        var at = field.Shift + from;
        return (uint)((system.Observe().Words[field.Word + at / 64] >> (at % 64)) & ((1UL << Math.Min(32, field.Width - from)) - 1));
    }
}
