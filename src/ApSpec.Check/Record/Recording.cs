using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Replays a trace on a subject and records everything that a report shows.</summary>
public sealed class Recording
{
    private static readonly string[] CellFields =
        ["driver_refs", "pqap_hook", "crycb.apm", "crycb.aqm", "crycb.adm", "matrix_lock", "kvm_lock", "vcpu_lock", "busy"];

    private readonly Judge judge;
    private readonly Trace trace;
    private readonly Subject subject;
    private readonly ImmutableArray<FieldInfo> otherFields;

    private Recording(Subject subject, Trace trace, IEnumerable<Rule> rules)
    {
        this.subject = subject;
        this.trace = trace;
        judge = new Judge(subject.Create(trace.Scope), rules);
        otherFields = [.. subject.FieldsOf(trace.Scope).Where(field =>
            field.IsObservable && field.Width is > 0 and <= 32 && !CellFields.Contains(field.Name))];
    }

    /// <summary>Replays a trace and judges each step by <paramref name="rules"/>, each rule once.</summary>
    public static ImmutableArray<RecordedStep> Record(Subject subject, Trace trace, IEnumerable<Rule> rules) =>
        new Recording(subject, trace, rules).Replay();

    private ImmutableArray<RecordedStep> Replay()
    {
        var steps = ImmutableArray.CreateBuilder<RecordedStep>();
        var seen = RuleBits.None;
        foreach (var operation in trace.Operations)
        {
            var before = judge.System.Observe().Words.ToArray();
            var violated = judge.Apply(operation, seen, out var result);
            seen |= violated;
            var after = judge.System.Observe();
            steps.Add(new RecordedStep(steps.Count + 1, operation, result, LedgerCells.From(after), Faults(),
                [.. Shown(result), .. Changes(before, after.Words)], Violations(violated))
            { IsCutOff = judge.System.CapHit is not null });
            if (judge.IsEnded)
                break;
        }

        return steps.ToImmutable();
    }

    private static IEnumerable<string> Shown(StepResult result) => result.Text is { } text ? [$"\"{StepResult.Printable(text)}\""] : [];

    private ImmutableArray<string> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var fault in judge.System.Faults)
            faults.Add(fault.ToString());
        if (judge.System.CapHit is { } cap)
            faults.Add($"no verdict from here on: {cap.ToText(trace.Scope)}");
        return faults.ToImmutable();
    }

    private ImmutableArray<(Rule Rule, Evidence Evidence)> Violations(RuleBits violated)
    {
        var violations = ImmutableArray.CreateBuilder<(Rule, Evidence)>();
        foreach (var rule in violated)
        {
            violations.Add((judge.Rules[rule], judge.EvidenceOf(rule)));
        }

        return violations.ToImmutable();
    }

    private ImmutableArray<string> Changes(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        var edges = new List<string>();
        foreach (var field in otherFields)
        {
            var old = Value(field, before);
            var now = Value(field, after);
            if (old == now || IsBookkeeping(field, before, after))
                continue;
            if (EdgeOf(field) is { } edge)
                edges.Add(edge);
            else
                changes.Add($"{field.Owner}.{field.Name} {FieldText.Format(trace.Scope, field, old)} -> {FieldText.Format(trace.Scope, field, now)}");
        }

        if (edges.Count > 0)
            changes.Add($"new lock order {string.Join(' ', edges)}");
        return changes.ToImmutable();
    }

    // Fields that the ledger clears for a removed or a new mdev are not changes by the driver.
    private bool IsBookkeeping(FieldInfo field, ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        if (field.Name == "life" || otherFields.FirstOrDefault(f => f.Owner == field.Owner && f.Name == "life") is not { } life || field.Owner[0] != 'm')
            return false;
        var (was, @is) = ((MdevLife)Value(life, before), (MdevLife)Value(life, after));
        return was != @is && (@is != MdevLife.Live || Value(field, after) == 0);
    }

    // Lock edges are many and never go away, so only the letters of the two classes are printed.
    private static string? EdgeOf(FieldInfo field) => field.Name.StartsWith("edge[", StringComparison.Ordinal)
        ? string.Join("->", field.Name[5..^1].Split("->").Select(name => LockId.Letter(Enum.Parse<LockClass>(name))))
        : null;

    private static uint Value(FieldInfo field, ReadOnlySpan<ulong> words) =>
        (uint)((words[field.Word] >> field.Shift) & ((1UL << field.Width) - 1));
}
