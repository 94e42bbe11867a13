namespace ApSpec.Architecture;

/// <summary>
/// Whose something on a queue is: its secrets, its interrupt registration, an instruction. One byte:
/// 0 nobody, 1 the host, 2+k guest k. Range of k: 0..253.
/// </summary>
/// <param name="Value">The packed form.</param>
public readonly record struct ApOwner(byte Value)
{
    /// <summary>Nobody.</summary>
    public static ApOwner None => default;

    /// <summary>The host and its default drivers.</summary>
    public static ApOwner Host => new(1);

    /// <summary>Whether it is a guest.</summary>
    public bool IsGuest => Value >= 2;

    /// <summary>The guest's number; meaningful only when <see cref="IsGuest"/>.</summary>
    public int GuestIndex => Value - 2;

    /// <summary>Guest <paramref name="index"/>, 0..253.</summary>
    public static ApOwner Guest(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, 253u);
        return new ApOwner((byte)(index + 2));
    }

    /// <summary><c>none</c>, <c>host</c> or <c>k0</c>, <c>k1</c>, ...</summary>
    public override string ToString() => Value switch { 0 => "none", 1 => "host", _ => $"k{GuestIndex}" };
}
