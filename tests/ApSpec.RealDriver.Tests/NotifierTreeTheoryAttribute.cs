namespace ApSpec.RealDriver.Tests;

/// <summary>Tests of a kernel of the notifier era; skipped with the reason where its tree cannot be had. Their name has <c>5_10</c> in it.</summary>
public sealed class NotifierTreeTheoryAttribute : TheoryAttribute
{
    public NotifierTreeTheoryAttribute() => Skip = Installed.WithoutNotifierTree;
}
