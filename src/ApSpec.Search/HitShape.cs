using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// A hash of the result, of the rules violated together and of the sign. Two violations of a rule by one kind of operation with different
/// hashes may have different causes, so a campaign keeps one hit of each. The hash is the same in every process.
/// </summary>
internal static class HitShape
{
    private const ulong Start = 14695981039346656037; // FNV-1a
    private const ulong Factor = 1099511628211;

    public static ulong Hash(in StepResult result, RuleBits violated, in Evidence evidence)
    {
        var shape = Start;
        if (evidence.Sign is { } sign)
        {
            foreach (var letter in sign)
                shape = Mix(shape, letter);
            return shape;
        }

        return Mix(Mix(Mix(Mix(shape, (ulong)result.Errno), (ulong)result.ResponseCode), violated.Low), violated.High);
    }

    private static ulong Mix(ulong shape, ulong value) => (shape ^ value) * Factor;
}
