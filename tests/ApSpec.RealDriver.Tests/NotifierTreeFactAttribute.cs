namespace ApSpec.RealDriver.Tests;

/// <summary>A test of a kernel of the notifier era; skipped with the reason where its tree cannot be had. Its name has <c>5_10</c> in it.</summary>
public sealed class NotifierTreeFactAttribute : FactAttribute
{
    public NotifierTreeFactAttribute() => Skip = Installed.WithoutNotifierTree;
}
