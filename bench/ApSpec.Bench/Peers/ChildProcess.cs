using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ApSpec.Bench.Peers;

/// <summary>Runs a program to its end and measures it.</summary>
internal static class ChildProcess
{
    private const int Children = -1; // RUSAGE_CHILDREN

    /// <summary>Its output, user CPU seconds and seconds by the clock. One child at a time: the kernel sums what has ended.</summary>
    public static (string Output, double User, double Wall) Run(string folder, string program, params IReadOnlyList<string> arguments)
    {
        var before = UserSeconds();
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{output}{errors.Result}");
        return (output, UserSeconds() - before, wall);
    }

    /// <summary>Fails unless <paramref name="program"/> is on the path.</summary>
    public static void Need(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
            throw new BadInputException($"found no {program}; needed: spin, rumur and gcc (Debian packages spin rumur gcc libc6-dev)");
    }

    private static double UserSeconds()
    {
        if (getrusage(Children, out var usage) != 0)
            throw new InvalidOperationException("getrusage failed");
        return usage.UserSeconds + (usage.UserMicroseconds / 1e6);
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrusage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
    }
}
