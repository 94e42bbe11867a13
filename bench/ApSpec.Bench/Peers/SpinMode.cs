namespace ApSpec.Bench.Peers;

/// <summary>One way in which SPIN searches.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Cores">Processes that search.</param>
/// <param name="Defines">What pan.c is compiled with.</param>
/// <param name="Arguments">What pan is run with.</param>
internal sealed record SpinMode(string Name, int Cores, string[] Defines, string[] Arguments)
{
    /// <summary>All that are tried.</summary>
    public static IReadOnlyList<SpinMode> All { get; } =
    [
        new("DFS", 1, [], ["-m2000000"]),
        new("BFS", 1, ["-DBFS"], []),
        new("BFS_PAR", 2, ["-DBFS_PAR"], ["-u2"]),
        new("NCORE=2", 2, ["-DNCORE=2"], ["-m2000000"]),
    ];
}
