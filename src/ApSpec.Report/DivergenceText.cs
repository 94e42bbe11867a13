using System.Text;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>How two subjects first differ, as mail text.</summary>
public static class DivergenceText
{
    /// <summary>The trace on both, and what differs after its last operation.</summary>
    public static string Format(RecordedDivergence recorded, string minimality)
    {
        var (a, b, found) = (recorded.A, recorded.B, recorded.Found);
        var text = new StringBuilder();
        text.Append($"{a.Name} and {b.Name} differ at step {found.Trace.Operations.Length}\n\n");
        foreach (var (subject, steps) in new[] { (a, recorded.StepsOfA), (b, recorded.StepsOfB) })
            text.Append($"{subject.Name}\n").Append(TraceTable.Format(steps, details: false)).Append('\n');
        if (Result(found.ResultA) != Result(found.ResultB))
            text.Append($"  result: {a.Name} {Result(found.ResultA)}, {b.Name} {Result(found.ResultB)}\n");
        var (ofA, ofB) = (LayoutOf(a, found.Trace.Scope), LayoutOf(b, found.Trace.Scope));
        foreach (var (field, valueA, valueB) in found.Fields)
            text.Append($"  {field}: {a.Name} {Value(found.Trace.Scope, ofA[field], valueA)}, {b.Name} {Value(found.Trace.Scope, ofB[field], valueB)}\n");
        foreach (var fault in found.Faults)
            text.Append(MailText.Wrap(fault, "  fault: ", "    ")).Append('\n');
        foreach (var line in new[] { a, b }.Select(subject => subject.Uncompared).OfType<string>())
            text.Append($"  {line}\n");
        foreach (var reservation in recorded.Unread)
            text.Append(MailText.Wrap(ReservationText.Format(reservation), "  ", "    ")).Append('\n');
        text.Append($"  {minimality}\n");
        return text.Append(MailText.Wrap($"{found.Trace.Scope}", "  scope: ", "    ")).Append('\n').ToString();
    }

    private static string Result(StepResult result) => result.IsUnheard ? $"{result} ({result.Reason})" : $"{result}";

    private static Dictionary<string, FieldInfo> LayoutOf(Subject subject, Scope scope) =>
        subject.FieldsOf(scope).ToDictionary(field => $"{field.Owner}.{field.Name}");

    private static string Value(Scope scope, FieldInfo field, uint value) =>
        field.Kind is FieldKind.AdapterMask or FieldKind.DomainMask
            ? Convert.ToString(value, 2).PadLeft(field.Width, '0')
            : FieldText.Format(scope, field, value);
}
