using System.Numerics;

namespace ApSpec.Rules;

/// <summary>A set of rules by their place in a <see cref="RuleSet"/>: bit i is <c>Rules[i]</c>, at most <see cref="Max"/> of them.</summary>
/// <remarks>
/// Two words, not a <see cref="UInt128"/>: the judge tests, joins and walks such sets at every step, and a walk over a UInt128 carries
/// between both words at each bit.
/// </remarks>
public readonly record struct RuleBits(ulong Low, ulong High)
{
    /// <summary>How many rules a set can hold.</summary>
    public const int Max = 128;

    /// <summary>No rule.</summary>
    public static RuleBits None => default;

    /// <summary>Every rule.</summary>
    public static RuleBits All => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>True when no rule is in the set.</summary>
    public bool IsEmpty => (Low | High) == 0;

    /// <summary>The rule at one place, which is below <see cref="Max"/>.</summary>
    public static RuleBits At(int place) => place < 64 ? new(1UL << place, 0) : new(0, 1UL << (place - 64));

    /// <summary>The rules of the first <paramref name="count"/> places.</summary>
    public static RuleBits First(int count) => new(Word(count), Word(count - 64));

    /// <summary>The rules of the first 64 places, one bit each.</summary>
    public static implicit operator RuleBits(ulong low) => new(low, 0);

    /// <summary>The rules of either set.</summary>
    public static RuleBits operator |(RuleBits a, RuleBits b) => new(a.Low | b.Low, a.High | b.High);

    /// <summary>The rules of both sets.</summary>
    public static RuleBits operator &(RuleBits a, RuleBits b) => new(a.Low & b.Low, a.High & b.High);

    /// <summary>The rules of one set alone.</summary>
    public static RuleBits operator ^(RuleBits a, RuleBits b) => new(a.Low ^ b.Low, a.High ^ b.High);

    /// <summary>All places but those of the set.</summary>
    public static RuleBits operator ~(RuleBits a) => new(~a.Low, ~a.High);

    /// <summary>True when the rule at <paramref name="place"/> is in the set.</summary>
    public bool Has(int place) => ((place < 64 ? Low >> place : High >> (place - 64)) & 1) != 0;

    /// <summary>The places of the set's rules, in order.</summary>
    public Places GetEnumerator() => new(this);

    private static ulong Word(int count) => count <= 0 ? 0 : ulong.MaxValue >> (64 - Math.Min(count, 64));

    /// <summary>A walk over the places of a set.</summary>
    public struct Places(RuleBits bits)
    {
        private ulong low = bits.Low;
        private ulong high = bits.High;

        /// <summary>The place the walk has reached.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next place; false when there is none.</summary>
        public bool MoveNext()
        {
            if (low != 0)
            {
                Current = BitOperations.TrailingZeroCount(low);
                low &= low - 1;
                return true;
            }

            if (high == 0)
                return false;
            Current = 64 + BitOperations.TrailingZeroCount(high);
            high &= high - 1;
            return true;
        }
    }
}
