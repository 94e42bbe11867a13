namespace ApSpec.RealDriver.Tests;

/// <summary>A test that needs gcc and kernel trees; skipped with the reason where one is missing.</summary>
public sealed class KernelTreeFactAttribute : FactAttribute
{
    public KernelTreeFactAttribute() => Skip = Installed.WithoutTrees;
}
