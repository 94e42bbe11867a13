namespace ApSpec.Kernel;

/// <summary>
/// Records the words that were written, since the last reset (to undo a trace) and since the last step, so that a large vector need not be
/// copied or compared whole.
/// </summary>
internal sealed class WordJournal(int words)
{
    /// <summary>Vectors up to this many words are copied instead.</summary>
    public const int WordsMin = 128;

    private readonly WordSet sinceReset = new(words);
    private readonly WordSet sinceStep = new(words);

    /// <summary>Words written since <see cref="BeginStep"/>, each once.</summary>
    public ReadOnlySpan<int> Changed => sinceStep.Words;

    public void Note(int word)
    {
        sinceStep.Add(word);
        sinceReset.Add(word);
    }

    public void NoteAll()
    {
        for (var word = 0; word < words; word++)
            Note(word);
    }

    public void BeginStep() => sinceStep.Clear();

    public void Undo(Span<ulong> vector, ReadOnlySpan<ulong> initial)
    {
        foreach (var word in sinceReset.Words)
        {
            vector[word] = initial[word];
            sinceStep.Add(word);
        }

        sinceReset.Clear();
    }

    // The words of a set in the order they were added; to clear it costs as much as it has words.
    private sealed class WordSet(int words)
    {
        private readonly int[] list = new int[words];
        private readonly bool[] isIn = new bool[words];
        private int count;

        public ReadOnlySpan<int> Words => list.AsSpan(0, count);

        public void Add(int word)
        {
            if (isIn[word])
                return;
            isIn[word] = true;
            list[count++] = word;
        }

        public void Clear()
        {
            foreach (var word in Words)
                isIn[word] = false;
            count = 0;
        }
    }
}
