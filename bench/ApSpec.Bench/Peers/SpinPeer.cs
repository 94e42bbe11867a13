using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.Bench.Peers;

/// <summary>SPIN on a model in a folder, compiled once for each mode.</summary>
/// <param name="folder">The folder, in which it is compiled, too.</param>
/// <param name="model">The model's file.</param>
/// <param name="macros">Arguments of the C preprocessor.</param>
/// <param name="tableBits">Logarithm of the slots of SPIN's table: enough for all states.</param>
internal sealed class SpinPeer(string folder, string model, IReadOnlyList<string> macros, int tableBits)
{
    /// <summary>Compiles a mode; user CPU seconds and seconds by the clock.</summary>
    public (double User, double Wall) Compile(SpinMode mode)
    {
        var generated = ChildProcess.Run(folder, "spin", ["-a", "-o2", .. macros, model]);
        var compiled = ChildProcess.Run(folder, "gcc", ["-O3", "-march=native", "-w", "-DSAFETY", "-DNOREDUCE", .. mode.Defines, "-o", Program(mode), "pan.c", "-lpthread"]);
        return (generated.User + compiled.User, generated.Wall + compiled.Wall);
    }

    /// <summary>Searches.</summary>
    public Counted Run(SpinMode mode)
    {
        var (output, user, wall) = ChildProcess.Run(folder, Path.Combine(folder, Program(mode)), ["-n", "-E", $"-w{tableBits}", .. mode.Arguments]);
        if (output.Contains("max search depth too small", StringComparison.Ordinal))
            throw new InvalidOperationException($"SPIN's {mode.Name} search was cut off by its stack");
        var stored = Number(output, @"^\s*(\S+) states, stored");
        var matched = Number(output, @"^\s*(\S+) states, matched");
        var engine = Number(output, @"elapsed time (\S+) seconds");
        var memory = output.Contains("total actual memory usage", StringComparison.Ordinal)
            ? Number(output, @"^\s*(\S+)\s+total actual memory usage") : 0;
        // One transition more is the entry into the initial state.
        return new Counted((long)stored, (long)(stored + matched) - 1, new Spent(user, engine, user, wall), (long)(memory * 1e6));
    }

    private static string Program(SpinMode mode) => "pan-" + mode.Name.Replace("=", "", StringComparison.Ordinal);

    private static double Number(string output, string pattern)
    {
        var match = Regex.Match(output, pattern, RegexOptions.Multiline);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }
}
