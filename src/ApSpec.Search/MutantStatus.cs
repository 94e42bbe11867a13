namespace ApSpec.Search;

/// <summary>The outcome for a mutant.</summary>
public enum MutantStatus : byte
{
    /// <summary>A rule is violated that the revision itself does not violate.</summary>
    Noticed,

    /// <summary>Something observable differs, and no rule is violated.</summary>
    Survived,

    /// <summary>Nothing observable differed in any trace.</summary>
    NoDifference,
}
