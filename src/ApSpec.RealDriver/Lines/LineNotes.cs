using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>The lines that were run, collected from the workers' files after each part of a run.</summary>
internal sealed class LineNotes(LineTable table)
{
    private readonly ILookup<uint, TreeLine> linesAt = table.Rows.ToLookup(row => row.Offset, row => row.Line);
    private readonly HashSet<int> places = [];
    private readonly SortedDictionary<TreeLine, FirstRun> first = [];
    private readonly List<(ulong First, int Count, TraceVariations Variations)> expected = [];

    /// <summary>The lines that have code.</summary>
    public LineTable Table => table;

    /// <summary>For each line that was run, the first trace to run it.</summary>
    public ImmutableSortedDictionary<TreeLine, FirstRun> First => first.ToImmutableSortedDictionary();

    /// <summary>Traces that were the first to run a line, in the order of the lines.</summary>
    public IEnumerable<Trace> FirstTraces => first.Values.Select(one => one.Trace).Distinct();

    /// <summary>True when a line was run.</summary>
    public bool IsRun(TreeLine line) => first.ContainsKey(line);

    /// <summary>The first trace that ran a line; null for none.</summary>
    public Trace? FirstTraceOf(TreeLine line) => first.GetValueOrDefault(line)?.Trace;

    /// <summary>Notes that these seeds belong to variations.</summary>
    public void Expect(ulong firstSeed, int count, TraceVariations variations) => expected.Add((firstSeed, count, variations));

    /// <summary>Adds the lines that a campaign ran.</summary>
    public void TakeCampaign(IReadOnlyDictionary<int, (ulong Seed, int Step)> run, Func<ulong, int, Trace> traceOf) =>
        Take(run, (seed, step) => new FirstRun(traceOf(seed, Math.Max(0, step)), IsAimed: false));

    /// <summary>Adds the lines that variations ran.</summary>
    public void TakeAimed(IReadOnlyDictionary<int, (ulong Seed, int Step)> run) => Take(run, (seed, step) =>
    {
        // The driver may have overwritten the seed.
        var (_, _, variations) = expected.FirstOrDefault(one => seed - one.First < (ulong)one.Count, expected[^1]);
        var trace = variations.Draw(seed);
        return new FirstRun(trace with { Operations = [.. trace.Operations.Take(Math.Max(0, step))] }, IsAimed: true);
    });

    private void Take(IReadOnlyDictionary<int, (ulong Seed, int Step)> run, Func<ulong, int, FirstRun> firstOf)
    {
        foreach (var operation in run.Where(one => places.Add(one.Key)).GroupBy(one => one.Value).OrderBy(group => group.Key))
        {
            ImmutableArray<TreeLine> news = [.. operation.SelectMany(one => linesAt[table.Offsets[one.Key]]).Where(line => !first.ContainsKey(line)).Distinct()];
            if (news.IsEmpty)
                continue;
            var trace = firstOf(operation.Key.Seed, operation.Key.Step);
            foreach (var line in news)
                first.Add(line, trace);
        }
    }
}
