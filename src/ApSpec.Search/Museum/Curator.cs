using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>
/// Looks for a known defect in a revision. It runs a trace of the corpus there; the operation that violates the defect's rule gives the
/// kind of violation. Then a breadth-first search over the kinds of operation in the trace looks for a shorter one. If no trace of the
/// corpus violates the rule, the same search looks for one that does.
/// </summary>
public sealed class Curator(SearchLimits limits)
{
    /// <summary>The verdicts on <paramref name="exhibit"/> in each of <paramref name="revisions"/>.</summary>
    public ImmutableArray<MuseumCell> Examine(Exhibit exhibit, IEnumerable<Revision> revisions)
    {
        var cells = revisions.Select(revision => (Revision: revision, Cell: Show(exhibit, revision))).ToArray();
        var shown = cells.Select(cell => cell.Cell).Where(cell => cell.Status == CellStatus.Found).ToArray();
        return
        [
            .. cells.Select(cell => cell.Cell.Status == CellStatus.Absent ? Miss(cell.Cell, cell.Revision, shown) : cell.Cell)
                .Zip(cells, (cell, of) => WithReservations(cell, of.Revision)),
        ];
    }

    // Only reservations about this verdict. The exhibit itself says whether the defect is suspected.
    private static MuseumCell WithReservations(MuseumCell cell, Revision revision)
    {
        if ((cell.Trace ?? cell.Ran) is not { } trace)
            return cell;
        var subject = new ModelSubject(revision);
        var reservations = cell.Status == CellStatus.Found
            ? Reservations.Find(subject, trace, RuleBook.Find(cell.Rule!)!).Where(reservation => reservation.Kind != ReservationKind.Suspected)
            : Reservations.UnreadBy(subject, trace);
        return cell with { Reservations = [.. reservations] };
    }

    private MuseumCell Show(Exhibit exhibit, Revision revision)
    {
        if (exhibit.Hidden is { } reason)
            return new MuseumCell(exhibit, revision.Name, CellStatus.CannotBeShown, reason);
        if (exhibit.Since is { } since && PlaceOf(revision.Name) < PlaceOf(since))
            return new MuseumCell(exhibit, revision.Name, CellStatus.CannotBeShown, $"the code it lies in came with {since}");
        if (exhibit.Until is { } until && PlaceOf(revision.Name) > PlaceOf(until))
            return new MuseumCell(exhibit, revision.Name, CellStatus.CannotBeShown, $"the code it lies in went after {until}");
        var subject = new ModelSubject(revision);
        var witnesses = Witness.Find(exhibit, revision.Lifecycle)
            .Select(witness => (Witness: witness, Obstacle: Obstacle(subject, witness.Trace, exhibit.Rules))).ToArray();
        var running = witnesses.Where(tried => tried.Obstacle is null).Select(tried => tried.Witness).ToArray();
        foreach (var rule in RulesOf(exhibit.Rules))
        {
            if (running.Select(witness => Find(exhibit, subject, witness, rule)).FirstOrDefault(found => found is not null) is { } cell)
                return cell;
        }

        return running is [.., var ran]
            ? new MuseumCell(exhibit, revision.Name, CellStatus.Absent, $"{ran.Name} runs and violates none of {string.Join(", ", exhibit.Rules)}") { Ran = ran.Trace }
            : new MuseumCell(exhibit, revision.Name, CellStatus.CannotBeShown, witnesses.FirstOrDefault().Obstacle ?? "no trace is written for it");
    }

    // Why a trace gives no verdict in this revision's kernel; null when it runs and one of the rules is judged.
    private static string? Obstacle(ModelSubject subject, Trace trace, ImmutableArray<string> rules)
    {
        var judge = new Judge(subject.Create(trace.Scope), RulesOf(rules));
        if (judge.Rules.IsEmpty)
            return $"{string.Join(", ", rules)} is not judged here";
        judge.Reset();
        foreach (var operation in trace.Operations)
        {
            judge.Apply(operation, default, out var result);
            if (result.Outcome == Outcome.NotPossible)
                return result.Reason;
            if (judge.IsEnded)
                return null;
        }

        return null;
    }

    private MuseumCell? Find(Exhibit exhibit, ModelSubject subject, Witness witness, Rule rule)
    {
        var judge = new Judge(subject.Create(witness.Trace.Scope), [rule]);
        if (Reproduction.Find(judge, witness.Trace, rule) is not { } found)
            return null;
        var shorter = Search(subject, found.Trace, rule, found.Trigger, found.Trace.Operations.Length - 1, out var explored);
        var isProven = shorter is not null || IsSeen(explored, found.Trace.Operations.Length - 1);
        return Proven(new MuseumCell(exhibit, subject.Name, CellStatus.Found, $"{witness.Name}, {explored.States:N0} states searched")
        {
            Rule = rule.Id,
            Trace = shorter ?? found.Trace,
            Trigger = found.Trigger,
            Minimality = isProven ? Minimality.ProvenOverOwnKinds : Minimality.NotProven,
        }, subject, rule);
    }

    // Searches all operations of the scope, if the budget lasts. A shorter trace by other operations may belong to another defect.
    private MuseumCell Proven(MuseumCell cell, ModelSubject subject, Rule rule)
    {
        var depth = cell.Trace!.Operations.Length - 1;
        var explorer = new Explorer(new Judge(subject.Create(cell.Trace.Scope), [rule]), subject.AlphabetOf(cell.Trace.Scope));
        var shorter = explorer.FirstViolation(limits with { DepthMax = depth }, cell.Trigger!.Value, out var explored);
        return shorter is null && IsSeen(explored, depth) ? cell with { Minimality = Minimality.Proven } : cell;
    }

    private static bool IsSeen(Exploration explored, int depth) => explored.IsComplete || explored.Depth >= depth;

    // Searches this revision with the operations of a trace from a revision that has the defect: another path to the same violation counts.
    private MuseumCell Miss(MuseumCell cell, Revision revision, MuseumCell[] shown)
    {
        if (cell.Exhibit.Mistaken is { } mistaken)
            return cell with { Why = $"{cell.Why}; not searched for others of its kinds, which would meet {mistaken}" };
        var subject = new ModelSubject(revision);
        foreach (var other in shown.Where(other => IsFor(other, revision.Lifecycle)).DistinctBy(other => (other.Rule, other.Trigger, other.Trace!.Scope)))
        {
            var rule = RuleBook.Find(other.Rule!)!;
            if (Obstacle(subject, other.Trace!, [rule.Id]) is not null)
                continue;
            var length = other.Trace!.Operations.Length;
            var found = Search(subject, other.Trace, rule, other.Trigger!.Value, length, out var explored);
            if (found is not null)
            {
                return cell with
                {
                    Status = CellStatus.Found,
                    Why = $"searched for over the operations of {other.Revision}'s trace, {explored.States:N0} states",
                    Rule = rule.Id,
                    Trace = found,
                    Trigger = other.Trigger,
                    Minimality = Minimality.ProvenOverOwnKinds,
                };
            }

            var reach = explored.IsComplete ? "exhausted" : explored.Depth >= length ? $"up to {length} operations" : $"up to {explored.Depth} operations";
            cell = cell with { Rule = rule.Id, Why = $"{cell.Why}; nor does another of its kinds ({explored.States:N0} states, {reach})" };
            break;
        }

        return cell;
    }

    private static int PlaceOf(string revision) => Catalog.All.TakeWhile(other => other.Name != revision).Count();

    // As for witnesses: a trace of the other era only when this era has none.
    private static bool IsFor(MuseumCell shown, Era era) =>
        Catalog.Find(shown.Revision)!.Lifecycle == era || Witness.Find(shown.Exhibit, era).All(witness => witness.Era != era);

    private Trace? Search(ModelSubject subject, Trace trace, Rule rule, Trigger trigger, int depth, out Exploration explored)
    {
        var kinds = trace.Operations.Select(KindOf).ToHashSet();
        var alphabet = subject.AlphabetOf(trace.Scope).Where(op => kinds.Contains(KindOf(op)));
        var explorer = new Explorer(new Judge(subject.Create(trace.Scope), [rule]), [.. alphabet]);
        return explorer.FirstViolation(limits with { DepthMax = depth }, trigger, out explored);
    }

    // A NULL notification and an injected failure are kinds of their own.
    private static (OperationKind Kind, bool IsNull, FailPoint Fail) KindOf(Operation op) => (op.Kind, op.Kvm is null, op.Fail);

    private static IEnumerable<Rule> RulesOf(ImmutableArray<string> ids) => ids.Select(id =>
        RuleBook.Find(id) ?? throw new InvalidOperationException($"the museum names {id}, which is no rule"));
}
