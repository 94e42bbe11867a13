namespace ApSpec.Bench.Peers;

/// <summary>Random sequences by ours, CsCheck and FsCheck, one after the other in each round, in one process.</summary>
internal sealed class RandomRows(int rounds, string machine, Action<string> say)
{
    private const int Operations = 1_000_000;
    private static readonly int[] Lengths = [20, 100];

    /// <summary>Measures.</summary>
    public IReadOnlyList<BenchRow> Run() => [.. Lengths.SelectMany(Of)];

    private IEnumerable<BenchRow> Of(int length)
    {
        var loops = new RandomLoops(length, Operations);
        var ours = new List<double>();
        var csChecks = new List<double>();
        var fsChecks = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            say(round == 0 ? $"random, {length} operations, warming up" : $"random, {length} operations, round {round} of {rounds}");
            ours.Add(loops.Ours());
            csChecks.Add(loops.CsChecks());
            fsChecks.Add(loops.FsChecks());
        }

        // The first round is the compiler's.
        yield return Row("random-vs-cscheck", length, ours[1..], csChecks[1..]);
        yield return Row("random-vs-fscheck", length, ours[1..], fsChecks[1..]);
    }

    private BenchRow Row(string name, int length, List<double> ours, List<double> peer) => new(
        name, $"sequences of {length}, one core, user CPU", Median.Of(ours) / 1e6, Median.Of(peer) / 1e6, Median.Of(ours.Zip(peer, (own, other) => own / other)),
        "M operations/s", "every rule on, judged by the same judge", null, null, rounds, ">= 5 M operations/s", machine);
}
