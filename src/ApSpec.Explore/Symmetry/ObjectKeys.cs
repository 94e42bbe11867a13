using System.Numerics;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// For each object of one kind, a number made of those of its fields that no exchange of others changes: like objects are put in the order of these
/// numbers, so that few exchanges are left to compare.
/// </summary>
internal sealed class ObjectKeys
{
    private readonly (int Word, ulong Mask)[][] parts;
    private readonly int lifecycles;
    private readonly ulong[] keys;

    /// <summary>Keys of the objects whose owners are called <paramref name="letter"/> and a number. Mdevs have a state in the word of lifecycles.</summary>
    public ObjectKeys(char letter, int count, IReadOnlyList<FieldInfo> fields, int lifecycles)
    {
        this.lifecycles = letter == 'm' ? lifecycles : -1;
        keys = new ulong[count];
        parts = [.. Enumerable.Range(0, count).Select(number => PartsOf($"{letter}{number}", fields))];
    }

    /// <summary>Reads the keys of a state.</summary>
    public void Read(ReadOnlySpan<ulong> state)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = lifecycles < 0 ? 0 : (ulong)new Lifecycles(state[lifecycles]).StateOf(new MdevId((byte)i));
            foreach (ref readonly var part in parts[i].AsSpan())
                key = (key << BitOperations.PopCount(part.Mask)) | StatePacking.Extract(state[part.Word], part.Mask);
            keys[i] = key;
        }
    }

    /// <summary>True when an exchange puts the objects in order; <paramref name="from"/> tells which object comes to each place.</summary>
    public bool IsOrdered(ReadOnlySpan<int> from)
    {
        for (var i = 1; i < from.Length; i++)
        {
            if (keys[from[i - 1]] > keys[from[i]])
                return false;
        }

        return true;
    }

    /// <summary>True when an exchange moves no object to the place of one with another key.</summary>
    public bool IsKept(ReadOnlySpan<int> from)
    {
        for (var i = 0; i < from.Length; i++)
        {
            if (keys[from[i]] != keys[i])
                return false;
        }

        return true;
    }

    // Not pointers, which name what may be exchanged, nor masks of ids, nor what is kept for each other object. At most 60 bits.
    private static (int Word, ulong Mask)[] PartsOf(string owner, IReadOnlyList<FieldInfo> fields)
    {
        var masks = new SortedDictionary<int, ulong>();
        var bits = 0;
        foreach (var field in fields.Where(field => field.Owner == owner && IsOwn(field)))
        {
            if (bits + field.Width > 60)
                continue;
            bits += field.Width;
            masks[field.Word] = masks.GetValueOrDefault(field.Word) | ((ulong.MaxValue >> (64 - field.Width)) << field.Shift);
        }

        return [.. masks.Select(mask => (mask.Key, mask.Value))];
    }

    private static bool IsOwn(FieldInfo field) => field.Width > 0 && !field.Name.Contains("[m", StringComparison.Ordinal)
        && (field.Kind is FieldKind.Flag or FieldKind.State or FieldKind.Counter or FieldKind.Time);
}
