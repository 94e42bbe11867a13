namespace ApSpec.RealDriver.Tests;

/// <summary>A test that needs gcc; skipped with the reason where it is missing.</summary>
public sealed class GccFactAttribute : FactAttribute
{
    public GccFactAttribute() => Skip = Installed.WithoutGcc;
}
