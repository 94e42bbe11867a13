namespace ApSpec.RealDriver.Build;

/// <summary>One check of a library after its build.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
/// <param name="IsOfDriver">True when it judges the user's driver, so that a failure is a finding; false when it judges the library.</param>
/// <param name="Missing">A function without a fake that the driver called, which ended the check without a verdict; null for none.</param>
public sealed record SelfTestCheck(string Name, string? Failure, bool IsOfDriver = false, string? Missing = null)
{
    /// <summary>True when nothing went wrong and nothing was missing.</summary>
    public bool IsPassed => Failure is null && Missing is null;
}
