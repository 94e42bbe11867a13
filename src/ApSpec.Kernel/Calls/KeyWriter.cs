namespace ApSpec.Kernel;

/// <summary>Collects the words that tell two states of a thread apart.</summary>
public sealed class KeyWriter
{
    private ulong[] words = new ulong[64];

    /// <summary>The words written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<ulong> Words => words.AsSpan(0, Count);

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets them.</summary>
    public void Clear() => Count = 0;

    /// <summary>Writes one word.</summary>
    public void Add(ulong word)
    {
        if (Count == words.Length)
            Array.Resize(ref words, words.Length * 2);
        words[Count++] = word;
    }

    /// <summary>Writes words.</summary>
    public void Add(ReadOnlySpan<ulong> more)
    {
        if (Count + more.Length > words.Length)
            Array.Resize(ref words, Math.Max(words.Length * 2, Count + more.Length));
        more.CopyTo(words.AsSpan(Count));
        Count += more.Length;
    }

    /// <summary>Writes a text, of which equal ones are equal.</summary>
    public void Add(string? text)
    {
        Add((ulong)(text?.Length ?? -1));
        foreach (var letter in text ?? "")
            Add(letter);
    }

    /// <summary>Writes numbers, one after the other.</summary>
    public void Add(int[]? numbers)
    {
        Add((ulong)(numbers?.Length ?? -1));
        foreach (var number in numbers ?? [])
            Add((ulong)(uint)number);
    }
}
