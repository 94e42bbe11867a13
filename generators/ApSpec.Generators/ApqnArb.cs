using ApSpec.Architecture;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators;

/// <summary>Random queue numbers.</summary>
public static class ApqnArb
{
    /// <summary>Any of the 65,536; the edges of words and of machines without APXA more often. Shrinks to 00.0000.</summary>
    public static Arbitrary<Apqn> Any { get; } = Arb.From(
        from apid in Id
        from apqi in Id
        select new Apqn(new Apid((byte)apid), new Apqi((byte)apqi)),
        Smaller);

    private static Gen<int> Id => Gen.Frequency(
        (3, Gen.Choose(0, 255)),
        (1, Gen.Elements(0, 15, 16, 63, 64, 127, 128, 255)));

    /// <summary>The queues of <paramref name="scope"/>.</summary>
    public static Arbitrary<Apqn> In(Scope scope) => Arb.From(
        from apid in Gen.Elements(scope.Adapters.AsEnumerable())
        from apqi in Gen.Elements(scope.Domains.AsEnumerable())
        select new Apqn(apid, apqi));

    private static IEnumerable<Apqn> Smaller(Apqn apqn)
    {
        foreach (var id in SmallerIds(apqn.Apid.Value))
            yield return new Apqn(new Apid(id), apqn.Apqi);
        foreach (var id in SmallerIds(apqn.Apqi.Value))
            yield return new Apqn(apqn.Apid, new Apqi(id));
    }

    private static IEnumerable<byte> SmallerIds(byte id) =>
        new[] { 0, id / 2, id - 1 }.Where(smaller => smaller >= 0 && smaller < id).Distinct().Select(smaller => (byte)smaller);
}
