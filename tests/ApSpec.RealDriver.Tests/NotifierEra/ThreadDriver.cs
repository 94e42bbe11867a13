namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>A state of Debian's 5.10 that the thread speaks of.</summary>
public enum ThreadDriver
{
    /// <summary>As the package has it: without the patch.</summary>
    AsItIs,

    /// <summary>With the patch's third version.</summary>
    Version3,

    /// <summary>With the patch as it was merged.</summary>
    Merged,
}
