namespace ApSpec.Kernel;

/// <summary>
/// Records the words that were written, since the last reset (to undo a trace) and since the last step, so that a large vector need not be
/// copied or compared whole.
/// </summary>
internal sealed class WordJournal(int words)
{
    /// <summary>Vectors up to this many words are copied instead.</summary>
    public const int WordsMin = 128;

    private readonly List<int> sinceReset = [];
    private readonly List<int> sinceStep = [];
    private readonly bool[] isSinceReset = new bool[words];
    private readonly bool[] isSinceStep = new bool[words];

    /// <summary>Words written since <see cref="BeginStep"/>, each once.</summary>
    public IReadOnlyList<int> Changed => sinceStep;

    public void Note(int word)
    {
        if (!isSinceStep[word])
        {
            isSinceStep[word] = true;
            sinceStep.Add(word);
        }

        if (!isSinceReset[word])
        {
            isSinceReset[word] = true;
            sinceReset.Add(word);
        }
    }

    public void NoteAll()
    {
        for (var i = 0; i < isSinceReset.Length; i++)
            Note(i);
    }

    public void BeginStep()
    {
        foreach (var word in sinceStep)
            isSinceStep[word] = false;
        sinceStep.Clear();
    }

    public void Undo(Span<ulong> words, ReadOnlySpan<ulong> initial)
    {
        foreach (var word in sinceReset)
        {
            words[word] = initial[word];
            isSinceReset[word] = false;
            if (!isSinceStep[word])
            {
                isSinceStep[word] = true;
                sinceStep.Add(word);
            }
        }

        sinceReset.Clear();
    }
}
