using System.Diagnostics;

namespace ApSpec.RealDriver.Tests;

/// <summary>A kernel's source that the machine's Debian has no package of: <c>.ci/kernel-source</c> fetches it, once a machine.</summary>
internal static class FetchedKernel
{
    private const string Script = ".ci/kernel-source";

    /// <summary>The archive's path; or why there is none.</summary>
    public static (string? Archive, string? Problem) Of(string version)
    {
        if (Checkout() is not { } folder)
            return (null, "the tests do not lie in a checkout");
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(folder, Script), [version])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = script.StandardError.ReadToEndAsync();
        var output = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? (output.Trim(), null) : (null, error.Result.Trim());
    }

    private static string? Checkout()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, Script)))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
