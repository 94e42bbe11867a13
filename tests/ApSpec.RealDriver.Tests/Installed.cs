using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Tests;

/// <summary>What this machine has for tests of the compiled driver, and what to say when it has not.</summary>
internal static class Installed
{
    /// <summary>Why tests that compile are skipped; null when they are not.</summary>
    public static string? WithoutGcc { get; } = Lacks("gcc", "gcc libc6-dev binutils");

    /// <summary>Why tests that compile a kernel's driver are skipped; null when they are not.</summary>
    public static string? WithoutTrees { get; } = WithoutTools
        ?? KernelTrees.Versions.Select(KernelTrees.Without).FirstOrDefault(reason => reason is not null);

    /// <summary>Why tests of a kernel of the notifier era are skipped; null when they are not.</summary>
    public static string? WithoutNotifierTree => WithoutTools ?? KernelTrees.Without(KernelTrees.Notifier);

    /// <summary>Why tests of the sandbox are skipped; null when they are not.</summary>
    public static string? WithoutSandbox { get; } = WithoutTrees ?? Sandbox.Here.WhyNot;

    /// <summary>Why tests that compile a kernel's driver are skipped, whichever kernel it is; null when they are not.</summary>
    public static string? WithoutTools => WithoutGcc ?? Lacks("tar", "tar") ?? Lacks("xz", "xz-utils");

    private static string? Lacks(string program, string packages) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not installed (Debian: apt install {packages})";
}
