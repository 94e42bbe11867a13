using System.ComponentModel;
using System.Diagnostics;

namespace ApSpec.RealDriver.Confinement;

/// <summary>Finds out whether this machine has a sandbox, by trying one.</summary>
internal static class SandboxProbe
{
    /// <summary>Why there is none, with what to do about it; null when there is one.</summary>
    public static string? WhyNot() => WhyNot(Bubblewrap.Program);

    /// <summary>The same with another program in bubblewrap's place.</summary>
    internal static string? WhyNot(string bubblewrap)
    {
        if (!SyscallFilter.IsInstalled)
            return "libseccomp is not installed (Debian, Ubuntu: apt install libseccomp2; Fedora: dnf install libseccomp)";
        var program = new ConfinedProgram(ProgramKind.Program, "true", []);
        var start = new ProcessStartInfo(bubblewrap, [.. Bubblewrap.Command(program, [], null).Skip(1), program.File])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = ProcessStarter.Start(start);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"bubblewrap cannot set one up here: {error.Split('\n')[0].Trim()}";
        }
        catch (Win32Exception)
        {
            return "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)";
        }
    }
}
