using System.Numerics;

namespace ApSpec.Architecture;

/// <summary>Walks the ids of an <see cref="ApMask"/> in ascending order, 0..255, without allocation.</summary>
public struct ApMaskEnumerator
{
    private readonly ApMask _mask;
    private ulong _rest;
    private int _word;

    internal ApMaskEnumerator(ApMask mask)
    {
        _mask = mask;
        _rest = mask.Word(0);
        Current = -1;
    }

    /// <summary>The id stepped to, 0..255.</summary>
    public int Current { get; private set; }

    /// <summary>Steps to the next id.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        while (_rest == 0)
        {
            if (_word == 3)
                return false;
            _rest = _mask.Word(++_word);
        }

        var bit = BitOperations.LeadingZeroCount(_rest);
        _rest &= ~(1UL << (63 - bit));
        Current = (_word << 6) + bit;
        return true;
    }
}
