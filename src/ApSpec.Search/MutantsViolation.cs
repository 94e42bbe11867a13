using ApSpec.Check;

namespace ApSpec.Search;

/// <summary>A rule violated at a step, by its place among the rules of the scope.</summary>
internal readonly record struct MutantsViolation(int Step, int Rule, Trigger Trigger)
{
    /// <summary>True when the revision itself violates the rule at this step, or by this kind of operation anywhere.</summary>
    public bool IsKnownTo(ReadOnlySpan<MutantsViolation> own)
    {
        foreach (var known in own)
        {
            if (known.Rule == Rule && (known.Step == Step || known.Trigger == Trigger))
                return true;
        }

        return false;
    }
}
