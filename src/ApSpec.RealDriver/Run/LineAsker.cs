using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Run;

/// <summary>A running addr2line that resolves addresses of one library until it is disposed.</summary>
internal sealed class LineAsker : IDisposable
{
    // An address outside every library: its answer marks the end of the real answers.
    private const string Last = "0xffffffffffffffff";

    private static readonly ConcurrentDictionary<string, LineAsker?> Kept = new(StringComparer.Ordinal);
    private readonly Process process;

    private LineAsker(Process process)
    {
        this.process = process;
    }

    /// <summary>Starts one in advance, since this process will not be allowed to start one later.</summary>
    public static void Keep(string library) => Kept.GetOrAdd(library, Start);

    /// <summary>The output of addr2line for addresses; empty when there is no addr2line. Each answer begins with its address.</summary>
    public static string Ask(string library, IReadOnlyCollection<string> addresses)
    {
        if (Kept.TryGetValue(library, out var kept))
            return kept?.Ask(addresses) ?? "";
        using var asker = Start(library);
        return asker?.Ask(addresses) ?? "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static LineAsker? Start(string library)
    {
        var start = new ProcessStartInfo("addr2line", ["-a", "-f", "-i", "-e", library])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = ProcessStarter.Start(start);
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new LineAsker(process);
        }
        catch (Win32Exception)
        {
            return null; // no addr2line: addresses are printed as they are
        }
    }

    private string Ask(IReadOnlyCollection<string> addresses)
    {
        var answers = new StringBuilder();
        try
        {
            foreach (var address in addresses)
            {
                process.StandardInput.WriteLine(address);
                process.StandardInput.WriteLine(Last);
                process.StandardInput.Flush();
                while (process.StandardOutput.ReadLine() is { } line && line != Last)
                    answers.Append(line).Append('\n');
                process.StandardOutput.ReadLine(); // ??
                process.StandardOutput.ReadLine(); // ??:0
            }
        }
        catch (IOException)
        {
            // addr2line died, perhaps killed by the driver: the rest stay addresses
        }

        return answers.ToString();
    }
}
