using ApSpec.Bench.Peers;

namespace ApSpec.Bench.Interleavings;

/// <summary>
/// Every schedule of <see cref="CallModel.Large"/> by the search of calls at once, and by SPIN of the same model in Promela, one after the other in each round. There is no
/// verdict unless both count the same states and transitions.
/// </summary>
internal sealed class InterleavingRows(int rounds, string machine, Action<string> say)
{
    private const string ModelFile = "calls.pml";
    private const int TableBits = 22;
    private static readonly SpinMode[] Modes = [.. SpinMode.All.Where(mode => mode.Cores == 1)];

    /// <summary>Measures.</summary>
    public IReadOnlyList<BenchRow> Run()
    {
        foreach (var tool in new[] { "spin", "gcc" })
            ChildProcess.Need(tool);
        var folder = Directory.CreateTempSubdirectory("apspec-bench-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, ModelFile), PromelaText.Of(CallModel.Large));
            return Measure(new SpinPeer(folder, ModelFile, [], TableBits));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The row of one of SPIN's modes; without a ratio when the counts differ.</summary>
    /// <param name="measure">What is measured.</param>
    /// <param name="ours">Our searches, one a round.</param>
    /// <param name="peer">SPIN's.</param>
    /// <param name="mode">Its mode.</param>
    /// <param name="time">Of a search, the time that counts.</param>
    /// <param name="machine">Where it was measured.</param>
    public static BenchRow Row(string measure, IReadOnlyList<Counted> ours, IReadOnlyList<Counted> peer, SpinMode mode, Func<Spent, double> time, string machine)
    {
        double Rate(Counted run) => run.Transitions / time(run.Spent) / 1e6;
        var (states, transitions) = (ours[0].States, ours[0].Transitions);
        var isEqual = ours.Concat(peer).All(run => run.States == states && run.Transitions == transitions);
        return new BenchRow(
            "interleavings-vs-spin", $"{measure}, every schedule of one model", Median.Of(ours.Select(Rate)), Median.Of(peer.Select(Rate)),
            isEqual ? Median.Of(ours.Zip(peer, (own, other) => Rate(own) / Rate(other))) : null, "M transitions/s",
            isEqual ? mode.Name : $"no verdict: {mode.Name} counts {peer[0].States} states and {peer[0].Transitions} transitions", states, transitions, ours.Count, null, machine);
    }

    private List<BenchRow> Measure(SpinPeer peer)
    {
        say("compiling SPIN's model of calls at once");
        foreach (var mode in Modes)
            peer.Compile(mode);
        var ours = new List<Counted>();
        var theirs = Modes.ToDictionary(mode => mode, _ => new List<Counted>());
        for (var round = 1; round <= rounds; round++)
        {
            say($"interleavings, round {round} of {rounds}");
            ours.Add(OwnInterleavings.Run());
            foreach (var mode in Modes)
                theirs[mode].Add(peer.Run(mode));
        }

        var best = Modes.MinBy(mode => Median.Of(theirs[mode].Select(run => run.Spent.Process)))!;
        return
        [
            Row("engine, user CPU", ours, theirs[best], best, spent => spent.Engine, machine),
            Row("process, user CPU", ours, theirs[best], best, spent => spent.Process, machine),
        ];
    }
}
