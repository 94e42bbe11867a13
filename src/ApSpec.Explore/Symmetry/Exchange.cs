using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>Exchanges the objects of a scope among those of their kind.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Mdevs">For each mdev, the one that takes its part.</param>
/// <param name="Kvms">The same for guests.</param>
/// <param name="Adapters">The same for the places of adapters.</param>
/// <param name="Domains">The same for the places of domains.</param>
public sealed record Exchange(
    Scope Scope, ImmutableArray<int> Mdevs, ImmutableArray<int> Kvms, ImmutableArray<int> Adapters, ImmutableArray<int> Domains)
{
    /// <summary>Every exchange within <paramref name="likes"/>; the first exchanges nothing.</summary>
    public static ImmutableArray<Exchange> All(Scope scope, Likes likes) =>
    [
        .. from mdevs in Orders(scope.Mdevs, likes.HasFlag(Likes.Mdevs))
           from kvms in Orders(scope.Kvms, likes.HasFlag(Likes.Guests))
           from adapters in Orders(scope.Adapters.Length, likes.HasFlag(Likes.Adapters))
           from domains in Orders(scope.Domains.Length, likes.HasFlag(Likes.Domains))
           select new Exchange(scope, mdevs, kvms, adapters, domains),
    ];

    /// <summary>How many these are.</summary>
    public static double CountOf(Scope scope, Likes likes) =>
        Orders(likes.HasFlag(Likes.Mdevs) ? scope.Mdevs : 1) * Orders(likes.HasFlag(Likes.Guests) ? scope.Kvms : 1)
        * Orders(likes.HasFlag(Likes.Adapters) ? scope.Adapters.Length : 1) * Orders(likes.HasFlag(Likes.Domains) ? scope.Domains.Length : 1);

    /// <summary>The kinds of which it exchanges any.</summary>
    public Likes Likes =>
        (IsOrdered(Mdevs) ? Likes.None : Likes.Mdevs) | (IsOrdered(Kvms) ? Likes.None : Likes.Guests)
        | (IsOrdered(Adapters) ? Likes.None : Likes.Adapters) | (IsOrdered(Domains) ? Likes.None : Likes.Domains);

    /// <summary>True when it exchanges two objects that follow each other, and nothing else: any other is made of such.</summary>
    public bool IsOfNeighbours
    {
        get
        {
            var moved = new[] { Mdevs, Kvms, Adapters, Domains }.SelectMany(order => order.Select((to, from) => to - from)).Where(by => by != 0).ToArray();
            return moved is [1, -1];
        }
    }

    /// <summary>The exchange that undoes this one.</summary>
    public Exchange Inverse => new(Scope, Inverted(Mdevs), Inverted(Kvms), Inverted(Adapters), Inverted(Domains));

    /// <summary>The place of the queue that takes the part of the queue at a place.</summary>
    public int QueueOf(int queue) => (Adapters[queue / Domains.Length] * Domains.Length) + Domains[queue % Domains.Length];

    /// <summary>The operation on the exchanged objects.</summary>
    public Operation Map(in Operation operation)
    {
        var mapped = operation;
        if (operation.Kvm is { } kvm)
            mapped = mapped with { Kvm = new KvmId((byte)Kvms[kvm.Value]) };
        foreach (var operand in OperationSyntax.FormOf(operation.Kind).Operands)
        {
            mapped = operand switch
            {
                Operand.Mdev => mapped with { Mdev = new MdevId((byte)Mdevs[operation.Mdev.Value]) },
                Operand.Apid or Operand.PlusApid or Operand.MinusApid => mapped with { Apid = Map(operation.Apid) },
                Operand.Apqi or Operand.PlusApqi or Operand.MinusApqi => mapped with { Apqi = Map(operation.Apqi) },
                Operand.Apqn => mapped with { Apid = Map(operation.Apid), Apqi = Map(operation.Apqi) },
                Operand.Adapters => mapped with { Adapters = Map(operation.Adapters, id => Map(new Apid(id)).Value) },
                Operand.Domains => mapped with { Domains = Map(operation.Domains, id => Map(new Apqi(id)).Value) },
                Operand.Controls => mapped with { Controls = Map(operation.Controls, id => Map(new Apqi(id)).Value) },
                _ => mapped,
            };
        }

        return mapped;
    }

    private Apid Map(Apid id) => Scope.Adapters[Adapters[Scope.Adapters.IndexOf(id)]];

    private Apqi Map(Apqi id) => Scope.Domains[Domains[Scope.Domains.IndexOf(id)]];

    private static IdPair Map(IdPair ids, Func<byte, byte> map) => ids.Count switch
    {
        0 => ids,
        1 => IdPair.Of(map(ids.First)),
        _ => IdPair.Of(map(ids.First), map(ids.Second)),
    };

    private static bool IsOrdered(ImmutableArray<int> order) => order.Order().SequenceEqual(order);

    private static ImmutableArray<int> Inverted(ImmutableArray<int> order) => [.. Enumerable.Range(0, order.Length).Select(i => order.IndexOf(i))];

    private static double Orders(int count) => Enumerable.Range(1, count).Aggregate(1.0, (product, factor) => product * factor);

    private static IEnumerable<ImmutableArray<int>> Orders(int count, bool areAlike) =>
        areAlike ? Orders([.. Enumerable.Range(0, count)]) : [[.. Enumerable.Range(0, count)]];

    private static IEnumerable<ImmutableArray<int>> Orders(ImmutableArray<int> of) => of.Length <= 1
        ? [of]
        : of.SelectMany(first => Orders(of.Remove(first)).Select(rest => rest.Insert(0, first)));
}
