using System.Runtime.InteropServices;

namespace ApSpec.Cli;

/// <summary>
/// Ctrl-C, and what else asks the command to end. One that heeds it prints what it has found and ends; any other, and the second
/// time any, ends at once. Temporary files and worker processes go either way.
/// </summary>
internal static class Interrupt
{
    private const string ShowCursor = "\e[?25h";
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static volatile bool isHeeded;
    private static volatile int asked;
    private static volatile bool isIgnored;

    /// <summary>True when the command was asked to end, and does so by itself.</summary>
    public static bool IsAsked => asked != 0;

    /// <summary>The exit code of a command that was asked to end.</summary>
    public static int Exit => asked;

    /// <summary>Takes the signals from now on.</summary>
    public static void Watch()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            Registrations.Add(PosixSignalRegistration.Create(signal, On));
    }

    /// <summary>Says that the running command looks at <see cref="IsAsked"/>.</summary>
    public static void Heed() => isHeeded = true;

    /// <summary>A process that works for another one ends with it: Ctrl-C goes to both, and what this one found is still wanted.</summary>
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
