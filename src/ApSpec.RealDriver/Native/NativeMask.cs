using System.Numerics;
using System.Runtime.InteropServices;
using ApSpec.Architecture;

namespace ApSpec.RealDriver.Native;

/// <summary>A mask in a structure of Shim/abi.h, <c>apx_u64 [APX_WORDS]</c>: place n is bit n % 64 of word n / 64, bit 0 the lowest.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct NativeMask
{
    public const int Words = 4;

    public ulong Word0;
    public ulong Word1;
    public ulong Word2;
    public ulong Word3;

    /// <summary>From a mask with place n as bit n from the left.</summary>
    public static NativeMask From(in ApMask places) => new()
    {
        Word0 = Reversed(places.Word(0)),
        Word1 = Reversed(places.Word(1)),
        Word2 = Reversed(places.Word(2)),
        Word3 = Reversed(places.Word(3)),
    };

    /// <summary>The mask with place n as bit n from the left.</summary>
    public readonly ApMask ToPlaces() => ApMask.FromWords(Reversed(Word0), Reversed(Word1), Reversed(Word2), Reversed(Word3));

    /// <summary>True when a place is in it.</summary>
    public readonly bool Has(int place) => (Word(place / 64) >> (place % 64) & 1) != 0;

    /// <summary>One of its words.</summary>
    public readonly ulong Word(int word) => word switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        _ => Word3,
    };

    private static ulong Reversed(ulong word)
    {
        var reversed = 0UL;
        for (; word != 0; word &= word - 1)
            reversed |= 1UL << (63 - BitOperations.TrailingZeroCount(word));
        return reversed;
    }
}
