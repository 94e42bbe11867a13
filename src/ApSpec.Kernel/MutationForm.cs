namespace ApSpec.Kernel;

/// <summary>What a mutation does to its effect.</summary>
public enum MutationForm : byte
{
    /// <summary>The effect does not happen; its result, if it has one, is that of a call on which nothing was found amiss.</summary>
    Drop,

    /// <summary>The effect happens behind the next effect of the same call.</summary>
    Delay,
}
