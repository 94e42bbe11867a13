using System.Runtime.InteropServices;
using ApSpec.RealDriver.Run;
using Microsoft.Win32.SafeHandles;

namespace ApSpec.RealDriver.Confinement;

/// <summary>
/// The last step of a process before it loads a driver. Afterwards the driver's output is discarded, so that it cannot mix with ours, and in
/// a sandbox no process can be started.
/// </summary>
public static partial class Seal
{
    private const int StandardOutput = 1;
    private const int DuplicateAndClose = 1030; // F_DUPFD_CLOEXEC
    private const int FirstFree = 3;

    /// <summary>Seals this process; <paramref name="libraries"/> are those it is going to load.</summary>
    public static void Before(params IEnumerable<string> libraries)
    {
        TakeOutput();
        if (Environment.GetEnvironmentVariable(Bubblewrap.SealVariable) is null)
            return;
        foreach (var library in libraries)
            LineAsker.Keep(library);
        SyscallFilter.For(ProgramKind.DotNet).Load();
    }

    // The driver's printf writes to descriptor 1, which becomes /dev/null. Our standard output moves to another descriptor.
    private static void TakeOutput()
    {
        Console.Out.Flush();
        var kept = Control(StandardOutput, DuplicateAndClose, FirstFree);
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (kept < 0 || Duplicate((int)nowhere.DangerousGetHandle(), StandardOutput) < 0)
            throw new InvalidOperationException("standard output cannot be set aside");
        Console.SetOut(new StreamWriter(new FileStream(new SafeFileHandle(kept, ownsHandle: true), FileAccess.Write, 0)) { AutoFlush = true });
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);
}
