using ApSpec.RealDriver.Patches;

namespace ApSpec.RealDriver.Tests.Patches;

/// <summary>A test that needs git; skipped with the reason where it is missing.</summary>
public sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = GitCommand.WhyNot;
}
