using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace ApSpec.RealDriver.Build;

/// <summary>Runs a program to its end: no input, all output kept, a limit on its time, the same environment everywhere.</summary>
internal static class ToolRun
{
    /// <summary>Variables that would change what gcc does or prints.</summary>
    private static readonly ImmutableArray<string> Unwanted =
    [
        "CPATH", "C_INCLUDE_PATH", "LIBRARY_PATH", "GCC_EXEC_PREFIX", "COMPILER_PATH", "DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES",
        "SOURCE_DATE_EPOCH", "GCC_COLORS", "GCC_EXTRA_DIAGNOSTIC_OUTPUT", "LANGUAGE", "LANG",
    ];

    /// <summary>Runs <paramref name="file"/> in a directory.</summary>
    public static async Task<ToolOutput> Run(string file, IEnumerable<string> arguments, string folder, TimeSpan limit)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Unwanted)
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["PWD"] = folder;
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException($"{file} does not start");
        }
        catch (Win32Exception e)
        {
            return new ToolOutput(null, "", e.Message) { IsMissing = true };
        }

        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var timer = new CancellationTokenSource(limit);
            try
            {
                await process.WaitForExitAsync(timer.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                return new ToolOutput(null, await output, $"{file}: did not end within {limit.TotalSeconds:N0} s");
            }

            return new ToolOutput(process.ExitCode, await output, await error);
        }
    }

    /// <summary>Runs several, as many at a time as there are processors; the results are in the order of the work.</summary>
    public static async Task<ImmutableArray<T>> InParallel<T>(IEnumerable<Func<Task<T>>> works)
    {
        using var free = new SemaphoreSlim(Environment.ProcessorCount);
        var running = works.Select(async work =>
        {
            await free.WaitAsync();
            try
            {
                return await work();
            }
            finally
            {
                free.Release();
            }
        }).ToArray();
        return [.. await Task.WhenAll(running)];
    }
}
