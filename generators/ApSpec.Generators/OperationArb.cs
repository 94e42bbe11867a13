using ApSpec.Decoder;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>Single random operations of a scope. They do not shrink: traces do, as a whole.</summary>
public static class OperationArb
{
    private const int Choices = 16;

    /// <summary>Operations of <paramref name="scope"/>, every kind as often as every other.</summary>
    public static Arbitrary<Operation> For(Scope scope) =>
        Arb.From(Gen.Choose(0, int.MaxValue - 1).ArrayOf(Choices).Select(numbers =>
            new TraceDecoder(scope, Weights.Even).Next(new ListChoices(numbers))));
}
