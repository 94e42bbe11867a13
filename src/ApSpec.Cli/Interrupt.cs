using System.Runtime.InteropServices;

namespace ApSpec.Cli;

/// <summary>
/// Ctrl-C and other signals that ask the command to end. A command that checks for them prints what it has found and ends. Any other command
/// ends at once, and so does every command at the second signal. Temporary files and worker processes are removed in both cases.
/// </summary>
internal static class Interrupt
{
    private const string ShowCursor = "\e[?25h";
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static volatile bool isHeeded;
    private static volatile int asked;
    private static volatile bool isIgnored;

    /// <summary>True when the command was asked to end, and has to do so itself.</summary>
    public static bool IsAsked => asked != 0;

    /// <summary>The exit code of a command that was asked to end.</summary>
    public static int Exit => asked;

    /// <summary>Installs the signal handlers.</summary>
    public static void Watch()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            Registrations.Add(PosixSignalRegistration.Create(signal, On));
    }

    /// <summary>Declares that the running command checks <see cref="IsAsked"/>.</summary>
    public static void Heed() => isHeeded = true;

    /// <summary>Ignores Ctrl-C in a child process, which gets it, too: the parent ends the child, and still wants its results.</summary>
    public static void Ignore() => isIgnored = true;

    private static void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (isIgnored && context.Signal == PosixSignal.SIGINT)
            return;
        var exit = context.Signal switch
        {
            PosixSignal.SIGTERM => ExitCode.Terminated,
            PosixSignal.SIGHUP => ExitCode.HungUp,
            _ => ExitCode.Interrupted,
        };
        if (isHeeded && Interlocked.CompareExchange(ref asked, exit, 0) == 0)
            return;

        if (!Console.IsErrorRedirected)
            StandardStream.Error.Write(ShowCursor); // a progress display hides it
        Environment.Exit(exit);
    }
}
