using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// For each object of one kind, a number made of those of its fields that no exchange of others changes: like objects are put in the order of these
/// numbers, so that few exchanges are left to compare. It is the same function of the same fields for each object, wherever they lie.
/// </summary>
internal sealed class ObjectKeys
{
    private const int BitsMax = 60;
    private readonly Part[][] parts;
    private readonly int lifecycles;
    private readonly ulong[] keys;

    /// <summary>Keys of the objects whose owners are called <paramref name="letter"/> and a number. Mdevs have a state in the word of lifecycles.</summary>
    public ObjectKeys(char letter, int count, IReadOnlyList<FieldInfo> fields, int lifecycles)
    {
        this.lifecycles = letter == 'm' ? lifecycles : -1;
        keys = new ulong[count];
        var own = Enumerable.Range(0, count).Select(number => fields.Where(field => field.Owner == $"{letter}{number}" && IsOwn(field)).ToArray()).ToArray();
        parts = [.. own.Select(_ => Array.Empty<Part>())];
        var bits = 0;
        for (var i = 0; count > 0 && i < own[0].Length && bits + own[0][i].Width <= BitsMax; i++)
        {
            bits += own[0][i].Width;
            var follows = i > 0 && own.All(one => one[i].Word == one[i - 1].Word && one[i].Shift == one[i - 1].Shift + one[i - 1].Width);
            for (var at = 0; at < count; at++)
            {
                var field = own[at][i];
                if (follows)
                    parts[at][^1] = parts[at][^1] with { Width = parts[at][^1].Width + field.Width };
                else
                    parts[at] = [.. parts[at], new Part(field.Word, field.Shift, field.Width)];
            }
        }
    }

    /// <summary>Reads the keys of a state.</summary>
    public void Read(ReadOnlySpan<ulong> state)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = lifecycles < 0 ? 0 : (ulong)new Lifecycles(state[lifecycles]).StateOf(new MdevId((byte)i));
            foreach (ref readonly var part in parts[i].AsSpan())
                key = (key << part.Width) | ((state[part.Word] >> part.Shift) & (ulong.MaxValue >> (64 - part.Width)));
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

    // Not pointers, which name what may be exchanged, nor masks of ids, nor what is kept for each other object.
    private static bool IsOwn(FieldInfo field) => field.Width > 0 && !field.Name.Contains("[m", StringComparison.Ordinal)
        && (field.Kind is FieldKind.Flag or FieldKind.State or FieldKind.Counter or FieldKind.Time);

    private readonly record struct Part(int Word, int Shift, int Width);
}
