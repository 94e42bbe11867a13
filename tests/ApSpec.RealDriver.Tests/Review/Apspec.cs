using System.Diagnostics;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>The apspec command as a user runs it.</summary>
internal static class Apspec
{
    /// <summary>Runs it to its end.</summary>
    public static (int Exit, string Out, string Error) Run(params string[] arguments) => With("", null, arguments);

    /// <summary>The same with something on standard input, and a cache of one's own.</summary>
    public static (int Exit, string Out, string Error) With(string input, string? cache, params string[] arguments)
    {
        var start = new ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (cache is not null)
            start.Environment["XDG_CACHE_HOME"] = cache;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
