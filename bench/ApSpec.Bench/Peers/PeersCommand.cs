using ApSpec.Bench.Interleavings;

namespace ApSpec.Bench.Peers;

/// <summary><c>apspec bench</c>. Exit codes: 0 measured; 2 bad input, or a tool is missing.</summary>
internal static class PeersCommand
{
    /// <summary>The first argument that chooses it.</summary>
    public const string Name = "peers";

    private const int BadInput = 2;

    /// <summary>Runs it.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            return Run(PeersOptions.Parse(arguments));
        }
        catch (BadInputException e)
        {
            Console.Error.WriteLine($"apspec: bench: {e.Message}");
            return BadInput;
        }
    }

    private static int Run(PeersOptions options)
    {
        if (options.IsHelp)
        {
            Console.Out.WriteLine(PeersOptions.Help);
            return 0;
        }

        if (options.IsPage)
        {
            Console.Out.Write(PerformancePage.Of(Stored()));
            return 0;
        }

        var rows = Measure(options);
        if (options.IsSaved)
        {
            File.WriteAllText(StoredPath, string.Concat(rows.Select(row => row.ToJson() + "\n")));
            File.WriteAllText(Path.ChangeExtension(StoredPath, ".md"), PerformancePage.Of(rows));
        }

        foreach (var row in rows)
            Console.Out.WriteLine(options.IsJsonl ? row.ToJson() : Line(row));
        return 0;
    }

    private static string StoredPath => Path.Combine(RepoRoot.Find(), "docs", "performance.jsonl");

    private static BenchRow[] Stored() => File.Exists(StoredPath) ? [.. File.ReadLines(StoredPath).Select(BenchRow.FromJson)]
        : throw new BadInputException("found no docs/performance.jsonl; --save writes it");

    private static List<BenchRow> Measure(PeersOptions options)
    {
        var machine = Machine.Describe();
        void Say(string what) => Console.Error.WriteLine($"apspec: bench: {what}");
        var rows = new List<BenchRow>();
        if (options.Rows is "" or "exhaustive")
            rows.AddRange(new ExhaustiveRows(options.Size, options.Rounds, machine, Say).Run());
        if (options.Rows is "" or "random")
            rows.AddRange(new RandomRows(options.Rounds, machine, Say).Run());
        if (options.Rows is "" or "schedules")
            rows.AddRange(new ScheduleRows(options.Rounds, machine, Say).Run());
        if (options.Rows is "" or "driver")
            rows.AddRange(new DriverScheduleRows(options.Driver, options.Rounds, machine, Say).Run());
        if (options.Rows is "" or "interleavings")
            rows.AddRange(new InterleavingRows(options.Rounds, machine, Say).Run());
        return rows;
    }

    private static string Line(BenchRow row) =>
        $"{row.Name,-26} {BenchRow.Show(row.Ours),9} {BenchRow.Show(row.Peer),9} {row.Unit,-16} {(row.Ratio is null ? "" : BenchRow.Show(row.Ratio) + "x"),8}  {row.Measure}; {row.Note}";
}
