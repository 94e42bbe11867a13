namespace ApSpec.Architecture;

/// <summary>
/// The messages of a queue in order, oldest first, each as a 4-bit tag: the model keeps bits 60-63 of the PSMID, the
/// program supplied message identifier. Depth 0..16.
/// </summary>
/// <remarks>
/// Two PSMIDs that agree in their last 4 bits look the same; give the (at most 16) messages of one queue different
/// ones. A plain value: tag i is at bits 4i, the oldest lowest; bits above <see cref="Count"/> tags are zero.
/// </remarks>
public record struct PsmidFifo
{
    /// <summary>The most tags held: QD+1 is at most 16.</summary>
    public const int Capacity = 16;

    /// <summary>The bits of a PSMID that are kept.</summary>
    public const byte TagMask = 0xF;

    /// <summary>
    /// A queue with these tags, for unpacking a state vector. Tags beyond <paramref name="count"/> are dropped.
    /// </summary>
    /// <param name="tags">4 bits each, oldest lowest.</param>
    /// <param name="count">0..16.</param>
    public PsmidFifo(ulong tags, int count)
    {
        Count = (byte)count;
        Tags = count >= Capacity ? tags : tags & ((1UL << (4 * count)) - 1);
    }

    /// <summary>The tags, 4 bits each, oldest lowest.</summary>
    public ulong Tags { get; private set; }

    /// <summary>How many tags are held, 0..16.</summary>
    public byte Count { get; private set; }

    /// <summary>The oldest tag; 0 when empty.</summary>
    public readonly byte Oldest => (byte)(Tags & TagMask);

    /// <summary>Appends a tag. The caller has checked that <see cref="Count"/> is below the depth.</summary>
    public void Push(byte tag)
    {
        Tags |= (ulong)(tag & TagMask) << (4 * Count);
        Count++;
    }

    /// <summary>Takes the oldest tag. The caller has checked that <see cref="Count"/> is not 0.</summary>
    public byte Pop()
    {
        var tag = Oldest;
        Tags >>= 4;
        Count--;
        return tag;
    }

    /// <summary>The tag at <paramref name="index"/>, 0 the oldest.</summary>
    public readonly byte At(int index) => (byte)((Tags >> (4 * index)) & TagMask);

    /// <summary>The tags, oldest first, for example <c>[1 2]</c>.</summary>
    public override readonly string ToString()
    {
        var text = new System.Text.StringBuilder("[");
        for (var i = 0; i < Count; i++)
            text.Append(i == 0 ? "" : " ").Append(At(i).ToString("x", null));
        return text.Append(']').ToString();
    }
}
