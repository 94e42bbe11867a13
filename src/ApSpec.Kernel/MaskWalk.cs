using System.Numerics;
using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>Walks the bits of a mask from the left.</summary>
internal struct MaskWalk(in ApMask mask)
{
    private readonly ApMask mask = mask;
    private ulong rest = mask.Word(0);
    private int word;

    public int Current { get; private set; }

    public bool MoveNext()
    {
        while (rest == 0)
        {
            if (++word > 3)
                return false;
            rest = mask.Word(word);
        }

        var bit = BitOperations.LeadingZeroCount(rest);
        rest &= ~(0x8000000000000000UL >> bit);
        Current = (word * 64) + bit;
        return true;
    }
}
