using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.Bench.Peers;

/// <summary>Rumur on a model of spec/crosscheck, with one thread.</summary>
internal sealed class RumurPeer(string folder, string revision, SearchSize size)
{
    /// <summary>Compiles; user CPU seconds and seconds by the clock.</summary>
    public (double User, double Wall) Compile()
    {
        var read = ChildProcess.Run(folder, "gcc", ["-E", "-P", "-x", "c", .. size.Macros, $"{revision}.m", "-o", "model.m"]);
        var generated = ChildProcess.Run(folder, "rumur",
            ["--symmetry-reduction", "off", "--deadlock-detection", "off", "--threads", "1", "--output", "model.c", "model.m"]);
        var compiled = ChildProcess.Run(folder, "gcc", ["-std=c11", "-O3", "-march=native", "-w", "-o", "model", "model.c", "-lpthread"]);
        return (read.User + generated.User + compiled.User, read.Wall + generated.Wall + compiled.Wall);
    }

    /// <summary>Searches.</summary>
    public Counted Run()
    {
        var (output, user, wall) = ChildProcess.Run(folder, Path.Combine(folder, "model"));
        var counts = Regex.Match(output, @"^\s+(\d+) states, (\d+) rules fired in ", RegexOptions.Multiline);
        if (!counts.Success)
            throw new InvalidOperationException($"Rumur did not end: {output}");
        return new Counted(
            long.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture), long.Parse(counts.Groups[2].Value, CultureInfo.InvariantCulture),
            new Spent(user, wall, user, wall), 0);
    }
}
