namespace ApSpec.Search.Museum;

/// <summary>What the machine says of a defect in a revision.</summary>
public enum CellStatus : byte
{
    /// <summary>A trace violates the defect's rule by the defect's kind of operation.</summary>
    Found,

    /// <summary>Its traces run, and neither they nor shorter ones of their kinds violate the rule.</summary>
    Absent,

    /// <summary>No verdict: no trace of one call after another shows it, or none runs in this revision's kernel.</summary>
    CannotBeShown,
}
