using ApSpec.RealDriver.Replay;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>A test of several kernel trees on s390x; skipped with the reason where a tree, or what runs s390x, is missing.</summary>
public sealed class CrossTheoryAttribute : TheoryAttribute
{
    public CrossTheoryAttribute() => Skip = Installed.WithoutTrees ?? CrossMachine.Missing();
}
