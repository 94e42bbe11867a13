namespace ApSpec.Architecture;

/// <summary>Whether the guest has the secret that AAPQ names.</summary>
public enum SecretCheck : byte
{
    /// <summary>It has.</summary>
    Known,

    /// <summary>It has not: AAPQ answers 34.</summary>
    Unknown,
}
