namespace ApSpec.Bench.Peers;

/// <summary>Exhaustive search of one scope by ours, SPIN and Rumur, one after the other in each round.</summary>
internal sealed class ExhaustiveRows(SearchSize size, int rounds, string machine, Action<string> say)
{
    private const string Revision = "v5.10";

    // A mode that took over twice the best of the first round cannot become the best by chance.
    private const double HopelessRatio = 2;

    private readonly Dictionary<SpinMode, List<Counted>> spin = SpinMode.All.ToDictionary(mode => mode, _ => new List<Counted>());
    private readonly List<Counted> rumur = [];
    private readonly List<Counted> counted = [];
    private readonly List<Counted> judged = [];
    private readonly List<Counted> alike = [];
    private readonly List<Counted> paired = [];
    private readonly List<Counted> alikePaired = [];
    private readonly List<double> bound = [];

    /// <summary>Measures.</summary>
    public IReadOnlyList<BenchRow> Run()
    {
        foreach (var tool in new[] { "spin", "rumur", "gcc" })
            ChildProcess.Need(tool);
        var folder = Directory.CreateTempSubdirectory("apspec-bench-").FullName;
        try
        {
            foreach (var model in Directory.GetFiles(Path.Combine(RepoRoot.Find(), "spec", "crosscheck"), "*.*"))
                File.Copy(model, Path.Combine(folder, Path.GetFileName(model)));
            return Measure(new SpinPeer(folder, $"{Revision}.pml", size.Macros, size.TableBits), new RumurPeer(folder, Revision, size));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private List<BenchRow> Measure(SpinPeer spinPeer, RumurPeer rumurPeer)
    {
        say("compiling the peers' models");
        var spinCompile = SpinMode.All.Select(mode => (Mode: mode, Spent: spinPeer.Compile(mode))).ToArray();
        var rumurCompile = rumurPeer.Compile();
        for (var round = 1; round <= rounds; round++)
        {
            say($"exhaustive, round {round} of {rounds}");
            counted.Add(OwnSearch.Run(Revision, size, OwnMode.Counted, 1));
            foreach (var mode in SpinMode.All.Where(mode => IsHopeful(mode)).ToArray())
                spin[mode].Add(spinPeer.Run(mode));
            rumur.Add(rumurPeer.Run());
            judged.Add(OwnSearch.Run(Revision, size, OwnMode.Judged, 1));
            alike.Add(OwnSearch.Run(Revision, size, OwnMode.Alike, 1));
            paired.Add(OwnSearch.Run(Revision, size, OwnMode.Counted, 2));
            alikePaired.Add(OwnSearch.Run(Revision, size, OwnMode.Alike, 2));
            bound.Add(MemoryBound.Seconds(counted[0].States, counted[0].Transitions));
        }

        var one = Best(1, run => run.Process);
        var two = Best(2, run => run.ProcessWall);
        return
        [
            Row("exhaustive-vs-spin-1core", "engine, user CPU", counted, spin[one], run => run.Engine, "s", one.Name, ">= 2"),
            Row("exhaustive-vs-spin-1core", "process, user CPU", counted, spin[one], run => run.Process, "s", one.Name, null),
            Row("exhaustive-vs-spin-1core", "engine, user CPU, every rule on", judged, spin[one], run => run.Engine, "s", one.Name + ", which judges no rule", null),
            Row("exhaustive-vs-spin-2core", "engine, clock", paired, spin[two], run => run.EngineWall, "s", two.Name, ">= 5"),
            Row("exhaustive-vs-spin-2core", "process, clock", paired, spin[two], run => run.ProcessWall, "s", two.Name, null),
            Row("exhaustive-vs-spin-1core", "engine, user CPU, like objects for each other", alike, spin[one], run => run.Engine, "s", one.Name + ", full search", ">= 5"),
            Row("exhaustive-vs-spin-2core", "engine, clock, like objects for each other", alikePaired, spin[two], run => run.EngineWall, "s", two.Name + ", full search", ">= 10"),
            Row("exhaustive-vs-rumur", "engine, user CPU", counted, rumur, run => run.Engine, "s", "one thread", ">= 30"),
            Row("exhaustive-vs-rumur", "process, user CPU", counted, rumur, run => run.Process, "s", "one thread", null),
            Bytes(one),
            Stored(),
            Bound(),
            .. spinCompile.Select(compiled => Compile("spin-compile", compiled.Mode.Name, compiled.Spent)),
            Compile("rumur-compile", "", rumurCompile),
        ];
    }

    private bool IsHopeful(SpinMode mode)
    {
        if (spin[mode].Count == 0)
            return true;
        var best = SpinMode.All.Where(other => spin[other].Count > 0).Min(other => spin[other][0].Spent.ProcessWall);
        return spin[mode][0].Spent.ProcessWall <= HopelessRatio * best;
    }

    // Of those that ran in every round, among all that take at most so many cores.
    private SpinMode Best(int cores, Func<Spent, double> time) => SpinMode.All
        .Where(mode => mode.Cores <= cores && spin[mode].Count == rounds && AreEqual(counted, spin[mode]))
        .MinBy(mode => Median.Of(spin[mode].Select(run => time(run.Spent)))) ?? SpinMode.All[0];

    private static bool AreEqual(List<Counted> ours, List<Counted> peer) =>
        peer.All(run => run.States == ours[0].States && run.Transitions == ours[0].Transitions);

    private BenchRow Row(string name, string measure, List<Counted> ours, List<Counted> peer, Func<Spent, double> time, string unit, string note, string? goal)
    {
        var isEqual = peer.Count == ours.Count && AreEqual(ours, peer);
        double? ratio = isEqual ? Median.Of(ours.Zip(peer, (own, other) => time(other.Spent) / time(own.Spent))) : null;
        return new BenchRow(name, measure, Median.Of(ours.Select(run => time(run.Spent))), Median.Of(peer.Select(run => time(run.Spent))), ratio, unit,
            isEqual ? note : $"no verdict: {note} counts {peer[0].States} states and {peer[0].Transitions} transitions",
            ours[0].States, ours[0].Transitions, rounds, goal, machine);
    }

    private BenchRow Bytes(SpinMode mode)
    {
        double Of(List<Counted> runs) => Median.Of(runs.Select(run => (double)run.Bytes / run.States));
        return new BenchRow("bytes-a-state", "process, at its peak", Of(counted), Of(spin[mode]), Of(spin[mode]) / Of(counted), "bytes", mode.Name,
            counted[0].States, counted[0].Transitions, rounds, null, machine);
    }

    private BenchRow Stored() => new("bytes-a-state", "states, table and origins", Median.Of(counted.Select(run => (double)run.Stored!.Value / run.States)), null, null,
        "bytes", "", counted[0].States, counted[0].Transitions, rounds, "<= 16 bytes", machine);

    private BenchRow Bound()
    {
        double Rate(double seconds) => counted[0].Transitions / seconds / 1e6;
        return new BenchRow("memory-bound", "engine, user CPU", Rate(Median.Of(counted.Select(run => run.Spent.Engine))), Rate(Median.Of(bound)),
            Median.Of(bound.Zip(counted, (least, run) => least / run.Spent.Engine)), "M transitions/s",
            "one insert a state and one probe for each further transition, random 64-bit slots", counted[0].States, counted[0].Transitions, rounds, null, machine);
    }

    private BenchRow Compile(string name, string mode, (double User, double Wall) spent) =>
        new(name, "user CPU", null, spent.User, null, "s", $"{mode}{(mode.Length > 0 ? ", " : "")}{BenchRow.Show(spent.Wall)} s by the clock; ours compiles no model",
            null, null, 1, null, machine);
}
