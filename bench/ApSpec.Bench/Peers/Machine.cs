using System.Globalization;

namespace ApSpec.Bench.Peers;

/// <summary>What a run was measured on.</summary>
internal static class Machine
{
    /// <summary>Cores, model, memory, and how busy it is, in one line.</summary>
    public static string Describe()
    {
        var model = Field("/proc/cpuinfo", "model name") ?? "unknown processor";
        var memory = Field("/proc/meminfo", "MemTotal")?.Split(' ')[0];
        var gibibytes = memory is null ? "?" : Math.Round(double.Parse(memory, CultureInfo.InvariantCulture) / (1 << 20)).ToString(CultureInfo.InvariantCulture);
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        return $"{Environment.ProcessorCount} cores, {model}, {gibibytes} GiB, load {load} at the start";
    }

    private static string? Field(string file, string name)
    {
        if (!File.Exists(file))
            return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?.Split(':', 2)[1].Trim();
    }
}
