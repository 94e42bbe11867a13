namespace ApSpec.RealDriver.Tests;

/// <summary>A test of the kernel tree of one version; skipped with the reason where it, or gcc, is missing.</summary>
public sealed class VersionFactAttribute : FactAttribute
{
    public VersionFactAttribute(string version)
    {
        Version = version;
        Skip = Installed.WithoutGcc ?? KernelTrees.Without(version);
    }

    /// <summary>The version.</summary>
    public string Version { get; }
}
