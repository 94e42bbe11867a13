using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What a step has that a rule can be broken by.</summary>
[Flags]
public enum StepParts : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An mdev was touched.</summary>
    Mdevs = 1,

    /// <summary>A guest was touched.</summary>
    Kvms = 2,

    /// <summary>A queue was touched.</summary>
    Queues = 4,

    /// <summary>A fault was recorded.</summary>
    Faults = 8,

    /// <summary>A lock was taken while another was held.</summary>
    Edges = 16,

    /// <summary>The operation and its result: every step has them.</summary>
    Call = 32,
}
