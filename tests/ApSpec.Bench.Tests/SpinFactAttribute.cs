namespace ApSpec.Bench.Tests;

/// <summary>A test that runs SPIN; skipped with the reason where it, or gcc, is missing.</summary>
public sealed class SpinFactAttribute : FactAttribute
{
    public SpinFactAttribute() => Skip = new[] { "spin", "gcc" }.FirstOrDefault(IsMissing) is { } tool
        ? $"{tool} is not installed (Debian: apt install spin gcc libc6-dev)"
        : null;

    private static bool IsMissing(string program) =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
