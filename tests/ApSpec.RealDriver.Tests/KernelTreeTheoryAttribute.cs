namespace ApSpec.RealDriver.Tests;

/// <summary>A test of several kernel trees; skipped with the reason where one, or gcc, is missing.</summary>
public sealed class KernelTreeTheoryAttribute : TheoryAttribute
{
    public KernelTreeTheoryAttribute() => Skip = Installed.WithoutTrees;
}
