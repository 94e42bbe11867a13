namespace ApSpec.Vocabulary;

/// <summary>The kinds of entity that own fields of the state vector.</summary>
public enum EntityKind : byte
{
    /// <summary>Nothing in particular.</summary>
    World,

    /// <summary>An mdev.</summary>
    Mdev,

    /// <summary>A guest.</summary>
    Kvm,

    /// <summary>A queue.</summary>
    Queue,
}
