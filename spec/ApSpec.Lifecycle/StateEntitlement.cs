using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle;

/// <summary>
/// What a lifecycle state allows and demands an mdev to hold of its guest. Held but not entitled is a leak; entitled
/// but not held is a loss.
/// </summary>
/// <param name="References">References on the guest: 0 or 1.</param>
/// <param name="Hook">True when the guest's <c>pqap_hook</c> is this mdev's.</param>
/// <param name="Masks">True when the guest's masks equal the mdev's matrix; false when none of its bits may be
/// set.</param>
public readonly record struct StateEntitlement(int References, bool Hook, bool Masks)
{
    /// <summary>The entitlement of <paramref name="state"/>: only Attached has any.</summary>
    public static StateEntitlement Of(LifecycleState state) =>
        state == LifecycleState.Attached ? new StateEntitlement(1, true, true) : default;

    /// <summary>True when the state may hold nothing.</summary>
    public bool IsNothing => this == default;

    /// <summary>In words, as the notifier era has it: <c>one reference, the hook, masks = matrix</c>, or <c>nothing</c>.</summary>
    public override string ToString() => ToText(Era.Notifier);

    /// <summary>In words; with hot plug the masks are the mdev's shadow, which is what can be had of the matrix.</summary>
    public string ToText(Era era)
    {
        var parts = new List<string>();
        if (References > 0)
            parts.Add(References == 1 ? "one reference" : $"{References} references");
        if (Hook)
            parts.Add("the hook");
        if (Masks)
            parts.Add(era == Era.Notifier ? "masks = matrix" : "masks = shadow");
        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }
}
