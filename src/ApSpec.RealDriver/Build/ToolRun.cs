using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Build;

/// <summary>Runs a program to its end: no input, output kept as text, a limit on its time, the same environment everywhere.</summary>
internal static class ToolRun
{
    /// <summary>Characters of each stream that are kept; a program that prints more is ended.</summary>
    private const int OutputMax = 32 << 20;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a program that sees nothing of a tree, such as a compiler for its version.</summary>
    public static async Task<ToolOutput> Run(string file, IEnumerable<string> arguments, string folder, TimeSpan limit)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ProgramEnvironment.Clean(start.Environment);
        start.Environment["PWD"] = folder;
        try
        {
            return await ToEnd(ProcessStarter.Start(start), file, limit);
        }
        catch (Win32Exception e)
        {
            return new ToolOutput(null, "", e.Message) { IsMissing = true };
        }
    }

    /// <summary>Runs a program that reads a tree's code, or has it loaded.</summary>
    /// <exception cref="OperationCanceledException">The sandbox's time is over.</exception>
    public static async Task<ToolOutput> Run(Sandbox sandbox, ConfinedProgram program, TimeSpan limit)
    {
        ThrowIfOver(sandbox);
        var output = await ToEnd(sandbox.Start(program), program.File, limit, sandbox.IsOver);
        ThrowIfOver(sandbox);
        return output;
    }

    private static void ThrowIfOver(Sandbox sandbox)
    {
        if (sandbox.IsOver())
            throw new OperationCanceledException("no time was left");
    }

    private static async Task<ToolOutput> ToEnd(Process process, string name, TimeSpan limit, Func<bool>? isOver = null)
    {
        using (process)
        {
            process.StandardInput.Close();
            using var timer = new CancellationTokenSource(limit);
            await using var look = new Timer(_ =>
            {
                if (isOver?.Invoke() == true)
                    timer.Cancel();
            }, null, LookInterval, LookInterval);
            var output = ToText(process, process.StandardOutput);
            var error = ToText(process, process.StandardError);
            try
            {
                await process.WaitForExitAsync(timer.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                return new ToolOutput(null, await output, $"{name}: did not end within {limit.TotalSeconds:N0} s");
            }

            return new ToolOutput(process.ExitCode, await output, await error);
        }
    }

    // The output of untrusted code goes to a terminal and into memory, so it is cleaned and bounded.
    private static async Task<string> ToText(Process process, StreamReader stream)
    {
        var text = new StringBuilder();
        var buffer = new char[1 << 14];
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            if (text.Length + count > OutputMax)
            {
                process.Kill(entireProcessTree: true);
                break;
            }

            text.Append(PlainText.Clean(buffer.AsSpan(0, count)));
        }

        return text.ToString();
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
