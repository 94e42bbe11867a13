using System.Diagnostics;

namespace ApSpec.RealDriver.Confinement;

/// <summary>
/// Starts every program that reads a tree's code or has it loaded. By bubblewrap it gets no network, none of the user's files, and a limit
/// on memory. Without bubblewrap only the limits apply, and the user is told.
/// </summary>
public sealed class Sandbox
{
    private const long MemoryLeast = 1L << 30;
    private const long MemoryMost = 4L << 30;
    private static readonly Lazy<Sandbox> Found = new(() => new Sandbox(SandboxProbe.WhyNot()));

    private Sandbox(string? whyNot)
    {
        WhyNot = whyNot;
    }

    /// <summary>The sandbox of this machine, tried once; off if the machine cannot have one.</summary>
    public static Sandbox Here => Found.Value;

    /// <summary>No sandbox, by the user's choice.</summary>
    public static Sandbox Unsafe { get; } = new("--unsafe");

    /// <summary>Why it is off; null when it is on.</summary>
    public string? WhyNot { get; }

    /// <summary>Bytes that one process may use; by default its share of half this machine's memory, 1 to 4 GiB.</summary>
    public long MemoryMax { get; private init; } = ShareOf(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Bytes that a process with a compiled driver has: this one, if it is in a sandbox, else one that would be started.</summary>
    internal static long MemoryHere { get; } = HereOf(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, ProgramEnvironment.HasMemoryMax);

    /// <summary>True when programs in it must end now; always false by default.</summary>
    internal Func<bool> IsOver { get; private init; } = () => false;

    /// <summary>The same, but programs of a build and watched ones are ended as soon as <paramref name="isOver"/> is true.</summary>
    public Sandbox Until(Func<bool> isOver) => new(WhyNot) { MemoryMax = MemoryMax, IsOver = isOver };

    /// <summary>The same with another limit on memory.</summary>
    internal Sandbox WithMemory(long bytes) => new(WhyNot) { MemoryMax = bytes, IsOver = IsOver };

    private static long HereOf(long available, bool isLimited) => isLimited ? ProgramEnvironment.MemoryMaxOf(available) : Math.Min(ShareOf(available), available);

    private static long ShareOf(long available) => Math.Clamp(available / 2 / Environment.ProcessorCount, MemoryLeast, MemoryMost);

    /// <summary>Starts a program, with its three streams redirected.</summary>
    internal Process Start(ConfinedProgram program)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", ProgramLimits.Script(program.Kind, MemoryMax), "apspec"])
        {
            WorkingDirectory = WhyNot is null ? "/" : program.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var environment = ProgramEnvironment.Variables(program, MemoryMax);
        using var filter = WhyNot is null && program.Kind is not ProgramKind.Compiler and not ProgramKind.DotNet ? SyscallFilter.For(program.Kind).Piped() : null;
        if (WhyNot is null)
        {
            foreach (var word in Bubblewrap.Command(program, environment, filter?.ReadingEnd))
                start.ArgumentList.Add(word);
        }
        else
        {
            ProgramEnvironment.Clean(start.Environment);
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }

        foreach (var word in program.Arguments.Prepend(program.File))
            start.ArgumentList.Add(word);
        return ProcessStarter.Start(start);
    }
}
