namespace ApSpec.Architecture;

/// <summary>Who issues an AP instruction, and in which state.</summary>
/// <param name="Owner">The host or a guest.</param>
/// <param name="Facilities">The issuer's own facilities.</param>
/// <param name="State">PSW bit 15.</param>
/// <param name="Execution">Whether the issuer is a Secure Execution guest.</param>
/// <param name="Interpretation">ECA.28 of a guest; ignored for the host.</param>
public readonly record struct ApContext(
    ApOwner Owner,
    ApFacilities Facilities = ApFacilities.All,
    PswState State = PswState.Supervisor,
    ExecutionKind Execution = ExecutionKind.Normal,
    ApInterpretation Interpretation = ApInterpretation.Interpreted)
{
    /// <summary>The host's kernel with every facility.</summary>
    public static ApContext Host => new(ApOwner.Host);

    /// <summary>Guest <paramref name="index"/> with every facility, its AP instructions interpreted.</summary>
    public static ApContext Guest(int index) => new(ApOwner.Guest(index));
}
