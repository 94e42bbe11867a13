using System.Collections.Immutable;
using System.Text;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>A trace's verdicts over the revisions, and where they change.</summary>
public static class BisectText
{
    /// <summary>The table and the changes.</summary>
    public static string Format(ImmutableArray<RevisionVerdict> verdicts)
    {
        var text = new StringBuilder();
        foreach (var verdict in verdicts)
            text.Append(MailText.Wrap(verdict.Text, $"  {verdict.Revision.Name,-13}", "               ")).Append('\n');
        text.Append(UncomparedText.Format(verdicts.Where(verdict => verdict.IsVerdict).Select(verdict => verdict.Revision)));
        foreach (var reservation in verdicts.SelectMany(verdict => verdict.Unconfirmed))
            text.Append(MailText.Wrap(ReservationText.Format(reservation), "  ", "    ")).Append('\n');
        text.Append('\n');
        var changes = Changes(verdicts);
        if (changes.IsEmpty)
            text.Append("no change of verdict between any revision and the one it follows\n");
        foreach (var (from, to) in changes)
        {
            var what = !from.IsViolated ? $"brings {to.Rules}" : to.IsViolated ? $"changes {from.Rules} to {to.Rules}" : $"ends {from.Rules}";
            text.Append(MailText.Wrap($"{from.Revision.Name} -> {to.Revision.Name} {what}: {to.Revision.Title}", "", "  ")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Neighbours with different verdicts. Revisions without a verdict are skipped.</summary>
    public static ImmutableArray<(RevisionVerdict From, RevisionVerdict To)> Changes(ImmutableArray<RevisionVerdict> verdicts)
    {
        var changes = ImmutableArray.CreateBuilder<(RevisionVerdict, RevisionVerdict)>();
        for (var i = 1; i < verdicts.Length; i++)
        {
            var from = Parent(verdicts, i);
            while (from >= 0 && !verdicts[from].IsVerdict)
                from = Parent(verdicts, from);
            if (from >= 0 && verdicts[i].IsVerdict && verdicts[from].Rules != verdicts[i].Rules)
                changes.Add((verdicts[from], verdicts[i]));
        }

        return changes.ToImmutable();
    }

    private static int Parent(ImmutableArray<RevisionVerdict> verdicts, int i)
    {
        for (var parent = i - 1; parent >= 0 && verdicts[i].Revision.Follows is { } name; parent--)
        {
            if (verdicts[parent].Revision.Name == name)
                return parent;
        }

        return i - 1;
    }
}
