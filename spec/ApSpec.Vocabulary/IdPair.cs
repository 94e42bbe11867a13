using System.Globalization;

namespace ApSpec.Vocabulary;

/// <summary>None, one or two ids of adapters or domains, ascending: a mask as <c>ap_config</c> writes it.</summary>
/// <param name="Count">How many, 0 to 2.</param>
/// <param name="First">The lower id; 0 when there is none.</param>
/// <param name="Second">The higher id; 0 when there is none.</param>
public readonly record struct IdPair(byte Count, byte First, byte Second)
{
    /// <summary>One id.</summary>
    public static IdPair Of(byte id) => new(1, id, 0);

    /// <summary>Two ids, whatever their order; one when they are the same.</summary>
    public static IdPair Of(byte a, byte b) => a == b ? Of(a) : new(2, Math.Min(a, b), Math.Max(a, b));

    /// <summary>The ids, ascending.</summary>
    public byte[] Ids => Count switch
    {
        0 => [],
        1 => [First],
        _ => [First, Second],
    };

    /// <summary>The others.</summary>
    public IdPair Without(byte id) => (Contains(id), Count) switch
    {
        (false, _) => this,
        (_, 1) => default,
        _ => Of(id == First ? Second : First),
    };

    /// <summary>The same with <paramref name="other"/> in the place of <paramref name="id"/>.</summary>
    public IdPair Renamed(byte id, byte other) => (Contains(id), Count) switch
    {
        (false, _) => this,
        (_, 1) => Of(other),
        _ => Of(Without(id).First, other),
    };

    /// <summary>True when <paramref name="id"/> is one of them.</summary>
    public bool Contains(byte id) => (Count > 0 && First == id) || (Count > 1 && Second == id);

    /// <summary><c>05,06</c> or <c>none</c>; ids in hex of <paramref name="digits"/> digits.</summary>
    public string ToString(int digits) => Count switch
    {
        0 => "none",
        1 => Hex(First, digits),
        _ => $"{Hex(First, digits)},{Hex(Second, digits)}",
    };

    /// <summary>Reads what <see cref="ToString(int)"/> prints; null when it is not of that form.</summary>
    public static IdPair? Parse(string text, int digits)
    {
        if (text == "none")
            return default(IdPair);
        var words = text.Split(',');
        if (words.Length > 2 || Number(words[0], digits) is not { } first)
            return null;
        if (words.Length == 1)
            return Of(first);
        return Number(words[1], digits) is { } second && second > first ? Of(first, second) : null;
    }

    private static string Hex(byte id, int digits) => id.ToString($"x{digits}", CultureInfo.InvariantCulture);

    private static byte? Number(string word, int digits) =>
        word.Length == digits
        && ushort.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id <= byte.MaxValue
            ? (byte)id
            : null;
}
