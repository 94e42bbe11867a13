namespace ApSpec.Architecture;

/// <summary>Whether the guest may bind one more queue.</summary>
public enum BindRoom : byte
{
    /// <summary>It may.</summary>
    Available,

    /// <summary>It may not: BAPQ answers 33.</summary>
    Exhausted,
}
