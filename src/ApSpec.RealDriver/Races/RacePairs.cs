using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Races;

/// <summary>Collects pairs of accesses without repeats.</summary>
internal sealed class RacePairs
{
    private readonly Dictionary<(uint, uint, (int, int)), (RaceEvent First, RaceEvent Second, ulong Seed, int Step)> known = [];

    /// <summary>The current trace.</summary>
    public (ulong Seed, int Step) Now { get; set; }

    /// <summary>Notes a pair.</summary>
    public void Add(in RaceEvent first, in RaceEvent second)
    {
        var (a, b) = (first.Order, second.Order);
        known.TryAdd((second.Size, second.At, a < b ? (a, b) : (b, a)), (first, second, Now.Seed, Now.Step));
    }

    /// <summary>All of them, with their places in the source.</summary>
    public AccessPair[] In(string library, string scope)
    {
        var lines = new SourceLines(library);
        lines.Find([.. known.Values.SelectMany(pair => (uint[])[pair.First.Pc, pair.Second.Pc])]);
        return
        [
            .. known.Values.Select(pair => new AccessPair(
                pair.Second.Object, pair.Second.At, pair.Second.Size, pair.First.With(lines.Find(pair.First.Pc)), pair.Second.With(lines.Find(pair.Second.Pc)),
                pair.Seed, pair.Step, scope)),
        ];
    }
}
