namespace ApSpec.Kernel;

/// <summary>What a mutation does to its effect.</summary>
public enum MutationForm : byte
{
    /// <summary>The effect does not happen; its result, if it has one, is that of success.</summary>
    Drop,

    /// <summary>The effect happens after the next effect of the same call.</summary>
    Delay,
}
