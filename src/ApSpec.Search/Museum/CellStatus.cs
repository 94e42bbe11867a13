namespace ApSpec.Search.Museum;

/// <summary>The verdict on a defect in a revision.</summary>
public enum CellStatus : byte
{
    /// <summary>A trace violates the defect's rule by the defect's kind of operation.</summary>
    Found,

    /// <summary>Its traces run, and neither they nor shorter ones of their kinds violate the rule.</summary>
    Absent,

    /// <summary>No verdict: no sequential trace can show it, or none runs in this revision's kernel.</summary>
    CannotBeShown,
}
