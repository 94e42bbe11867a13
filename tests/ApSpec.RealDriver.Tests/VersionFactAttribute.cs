namespace ApSpec.RealDriver.Tests;

/// <summary>A test of the kernel tree of one version; skipped with the reason where it, or a tool, is missing.</summary>
public sealed class VersionFactAttribute : FactAttribute
{
    public VersionFactAttribute(string version) => Skip = Installed.WithoutTools ?? KernelTrees.Without(version);
}
