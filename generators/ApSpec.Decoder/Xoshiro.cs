using System.Numerics;
using System.Runtime.CompilerServices;

namespace ApSpec.Decoder;

/// <summary>
/// The seeded source of campaigns: xoshiro256** (Blackman and Vigna, 2018), its state filled from the seed by SplitMix64. The same
/// seed gives the same choices on every machine.
/// </summary>
public sealed class Xoshiro : IChoices
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>A source started from <paramref name="seed"/>.</summary>
    public Xoshiro(ulong seed) => Reseed(seed);

    /// <summary>Never: it has no end.</summary>
    public bool IsDry => false;

    /// <summary>Starts anew from <paramref name="seed"/>, without allocation.</summary>
    public void Reseed(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A fair choice below <paramref name="bound"/>: the high half of a product (Lemire, 2019), unfair draws thrown away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next(uint bound)
    {
        var product = (NextBits() >> 32) * bound;
        return (uint)product < bound ? Fair(product, bound) : (uint)(product >> 32);
    }

    private uint Fair(ulong product, uint bound)
    {
        var unfair = (uint)-(int)bound % bound;
        while ((uint)product < unfair)
            product = (NextBits() >> 32) * bound;
        return (uint)(product >> 32);
    }

    private static ulong SplitMix(ref ulong seed)
    {
        seed += 0x9e3779b97f4a7c15;
        var z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
