using ApSpec.Decoder;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>
/// Random traces of a scope. FsCheck draws plain numbers (no nested binds, so no deep stacks), the decoder makes the trace of them,
/// and the one enumerator of smaller candidates shrinks it.
/// </summary>
public static class TraceArb
{
    private const int SizeMax = 100; // FsCheck's default end size
    private const int ChoicesPerOperation = 8;

    /// <summary>Traces of 1 to <paramref name="lengthMax"/> operations, growing with FsCheck's size.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="lengthMax">The longest, in operations.</param>
    /// <param name="candidates">
    /// Smaller candidates of a trace, large cuts first: FsCheck gives up after 5,000 attempts (FsCheck 3.6.0, Runner.fs).
    /// </param>
    /// <param name="era">The era whose operations are drawn.</param>
    public static Arbitrary<Trace> For(
        Scope scope, int lengthMax, Func<Trace, IEnumerable<Trace>> candidates, Era era = Era.Notifier) =>
        Arb.From(Gen(scope, lengthMax, Weights.Of(scope.Profile), era), candidates);

    /// <summary>The generator alone, with the weights of the scope's profile.</summary>
    public static Gen<Trace> Gen(Scope scope, int lengthMax) => Gen(scope, lengthMax, Weights.Of(scope.Profile));

    /// <summary>The generator alone, with the weights given.</summary>
    public static Gen<Trace> Gen(Scope scope, int lengthMax, Weights weights, Era era = Era.Notifier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lengthMax, 1);
        return FsCheck.Fluent.Gen.Sized(size =>
            FsCheck.Fluent.Gen.Choose(1, LengthAt(size, lengthMax)).SelectMany(length =>
                FsCheck.Fluent.Gen.Choose(0, int.MaxValue - 1).ArrayOf(length * ChoicesPerOperation).Select(numbers =>
                    new TraceDecoder(scope, weights, era).DecodeTrace(new ListChoices(numbers), length))));
    }

    private static int LengthAt(int size, int lengthMax) => Math.Clamp(lengthMax * size / SizeMax, 1, lengthMax);
}
