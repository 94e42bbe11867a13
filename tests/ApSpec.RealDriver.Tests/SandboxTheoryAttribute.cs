namespace ApSpec.RealDriver.Tests;

/// <summary>A test of the sandbox, with gcc and kernel trees; skipped with the reason where one cannot be had.</summary>
public sealed class SandboxTheoryAttribute : TheoryAttribute
{
    public SandboxTheoryAttribute() => Skip = Installed.WithoutSandbox;
}
