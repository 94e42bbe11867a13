using System.Globalization;
using System.Text;

namespace ApSpec.Bench.Peers;

/// <summary>docs/performance.md, of a stored run.</summary>
internal static class PerformancePage
{
    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<BenchRow> rows)
    {
        var page = new StringBuilder();
        page.Append("# Speed, measured\n\nWritten by `./apspec bench --save` from [performance.jsonl](performance.jsonl); do not edit.\n\n");
        foreach (var machine in rows.Select(row => row.Machine).Distinct())
            page.Append(CultureInfo.InvariantCulture, $"Machine: {machine}.\n");
        page.Append("A load above the number of cores means that others used them, too: rows by the clock say little then.\n\n");
        page.Append("""
            Ours and the peers run one after the other in each round of one run; a figure is the median of the rounds, a ratio the median of their ratios.
            Above 1 is better than the peer. The exhaustive rows search the bare lifecycle of v5.10 as [spec/crosscheck](../spec/crosscheck/README.md) has it for SPIN and
            Rumur, and have a verdict only when states and transitions are equal. The random rows drive one judge, with every rule on, by each tool's own generator of
            operations; what is counted is operations done. The schedule rows have no peer: they search [calls at once](threads.md), by every schedule on models and
            within the bounds of a check on the driver compiled from the tree that `--driver` names. The interleavings rows search every schedule of one model of four threads, which
            take two mutexes and a semaphore in several orders, wait for a flag and count references: ours runs it as modelled kernel functions and judges no rule, SPIN as Promela
            written from the same description. They, too, have a verdict only when states and transitions are equal.
            User CPU seconds, where nothing else is said: a machine that others use, too, moves them less than the clock.

                ./apspec bench                              # a table
                ./apspec bench --size ten-million           # ten times as many states
                ./apspec bench --save --driver ~/src/linux  # stores the run and writes this page

            | row | what | ours | peer | unit | ratio | rounds | goal | of the peer |
            |---|---|---|---|---|---|---|---|---|

            """.Replace("\r", "", StringComparison.Ordinal));
        foreach (var row in rows)
            page.Append(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Measure} | {BenchRow.Show(row.Ours)} | {BenchRow.Show(row.Peer)} | {row.Unit} | {BenchRow.Show(row.Ratio)} | {row.Rounds} | {row.Goal ?? ""} | {row.Note ?? ""} |\n");
        foreach (var kind in new[] { "exhaustive", "interleavings" })
        {
            if (rows.FirstOrDefault(row => row.States is not null && row.Name.StartsWith(kind, StringComparison.Ordinal)) is { } searched)
                page.Append(CultureInfo.InvariantCulture, $"\nThe {kind} rows: {searched.States:N0} states, {searched.Transitions:N0} transitions.\n");
        }

        page.Append("\n## Goals that are missed\n\n");
        var missed = rows.Where(row => row.Goal is not null && !IsMet(row)).ToArray();
        foreach (var row in missed)
            page.Append(CultureInfo.InvariantCulture, $"- {row.Name} ({row.Measure}): goal {row.Goal}, measured {BenchRow.Show(Judged(row))}\n");
        if (missed.Length == 0)
            page.Append("None.\n");
        page.Append("""

            ## What limits ours

            A peer's transition is a few assignments of a model made for one search. Ours is the call of a modelled driver through the kernel around it, in functions that
            a scheduler can stop anywhere: half of the time of the exhaustive rows goes there, a fifth into the search itself, the rest into the lifecycle and what a judge
            is told. To remember calls by what they read was tried ([ADR 24](adr/0024-remembered-calls-do-not-pay.md)). A process of two seconds is compiled while it runs:
            the rows by the clock of short searches have a third of their time from that. A step of calls at once copies the frames of its thread as well, and looks up the
            state of that thread among those seen before. On a compiled driver a search runs the steps again that lead from a snapshot back to a state.

            """.Replace("\r", "", StringComparison.Ordinal));
        return page.ToString();
    }

    // A goal with a unit is one of ours alone; without, of the ratio.
    private static double? Judged(BenchRow row) => row.Goal!.Split(' ').Length > 2 ? row.Ours : row.Ratio;

    private static bool IsMet(BenchRow row)
    {
        var words = row.Goal!.Split(' ');
        var bound = double.Parse(words[1], CultureInfo.InvariantCulture);
        return Judged(row) is { } value && (words[0] == "<=" ? value <= bound : value >= bound);
    }
}
