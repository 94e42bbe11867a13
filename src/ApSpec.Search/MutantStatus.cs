namespace ApSpec.Search;

/// <summary>What became of a mutant.</summary>
public enum MutantStatus : byte
{
    /// <summary>A rule is violated that the revision itself does not violate.</summary>
    Noticed,

    /// <summary>Something that can be seen differs, and no rule minds.</summary>
    Survived,

    /// <summary>Nothing that can be seen differed in any trace.</summary>
    NoDifference,
}
