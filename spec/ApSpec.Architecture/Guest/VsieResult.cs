namespace ApSpec.Architecture;

/// <summary>What guest-3 runs with, or why it does not run.</summary>
/// <param name="Validity">Not none: guest-2 gets this intercept.</param>
/// <param name="Designation">The shadow CRYCBD; 0 when there is no shadow CRYCB. Always format 2 otherwise.</param>
/// <param name="Apie">The shadow's APIE.</param>
/// <param name="Block">The shadow CRYCB.</param>
public readonly record struct VsieResult(VsieValidity Validity, uint Designation, ApInterpretation Apie, Crycb Block)
{
    /// <summary>Guest-3 runs without a CRYCB and without AP instructions.</summary>
    public static VsieResult Nothing => new(VsieValidity.None, 0, ApInterpretation.Intercepted, default);

    /// <summary>Guest-3 does not run.</summary>
    public static VsieResult Invalid(VsieValidity validity) => Nothing with { Validity = validity };
}
