using System.Numerics;
using System.Text.RegularExpressions;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// An exchange as it changes a state: bits that move, pointers that name another object, and the lifecycle word that follows the vector. Made from the
/// layout alone: whose a field is, which object its name has in brackets, and the kind of its value.
/// </summary>
public sealed partial class StateMap
{
    private readonly Exchange exchange;
    private readonly Move[][] moves;
    private readonly Pointer[][] pointers;
    private readonly int lifecycles;

    /// <summary>The map of <paramref name="exchange"/> for states of these fields, with the lifecycle in word <paramref name="lifecycles"/>.</summary>
    public StateMap(Exchange exchange, IReadOnlyList<FieldInfo> fields, int lifecycles)
    {
        this.exchange = exchange;
        this.lifecycles = lifecycles;
        var places = fields.ToDictionary(field => (field.Owner, field.Name));
        var bits = new SortedDictionary<(int To, int From, int Turn), ulong>();
        var named = new List<(int To, Pointer Pointer)>();
        foreach (var field in fields.Where(field => field.Width > 0))
        {
            var to = places[(OwnerOf(field.Owner), NameOf(field.Name))];
            if (field.Kind is FieldKind.AdapterMask or FieldKind.DomainMask)
                AddMask(bits, field, to, field.Kind == FieldKind.AdapterMask ? exchange.Adapters : exchange.Domains);
            else if (ValuesOf(field) is { } values)
                named.Add((to.Word, new Pointer(field.Word, field.Shift, (1UL << field.Width) - 1, to.Shift, values)));
            else
                Add(bits, field.Word, field.Shift, field.Width, to.Word, to.Shift);
        }

        moves = [.. Enumerable.Range(0, lifecycles).Select(word =>
            bits.Where(one => one.Key.To == word).Select(one => new Move(one.Key.From, one.Key.Turn, one.Value)).ToArray())];
        pointers = [.. Enumerable.Range(0, lifecycles).Select(word => named.Where(one => one.To == word).Select(one => one.Pointer).ToArray())];
    }

    /// <summary>One word of the exchanged state.</summary>
    public ulong WordOf(ReadOnlySpan<ulong> state, int word)
    {
        if (word == lifecycles)
            return LifecyclesOf(new Lifecycles(state[word])).Bits;
        var mapped = 0UL;
        foreach (ref readonly var move in moves[word].AsSpan())
            mapped |= BitOperations.RotateLeft(state[move.From] & move.Mask, move.Turn);
        foreach (ref readonly var pointer in pointers[word].AsSpan())
            mapped |= pointer.Values[(state[pointer.From] >> pointer.Shift) & pointer.Mask] << pointer.To;
        return mapped;
    }

    private Lifecycles LifecyclesOf(Lifecycles was)
    {
        var now = default(Lifecycles);
        for (var i = 0; i < exchange.Mdevs.Length; i++)
        {
            var mdev = new MdevId((byte)i);
            now = now.With(new MdevId((byte)exchange.Mdevs[i]), was.StateOf(mdev),
                was.KvmOf(mdev) is { } kvm ? new KvmId((byte)exchange.Kvms[kvm.Value]) : null);
        }

        return now;
    }

    private ulong[]? ValuesOf(FieldInfo field) => field.Kind switch
    {
        FieldKind.MdevPointer => Values(field.Width, 1, exchange.Mdevs),
        FieldKind.KvmPointer => Values(field.Width, 1, exchange.Kvms),
        FieldKind.DataOwner => Values(field.Width, 2, exchange.Kvms),
        _ => null,
    };

    private static ulong[] Values(int width, int first, IReadOnlyList<int> order) =>
        [.. Enumerable.Range(0, 1 << width).Select(value => (ulong)(value >= first && value < first + order.Count ? first + order[value - first] : value))];

    private static void AddMask(SortedDictionary<(int To, int From, int Turn), ulong> bits, FieldInfo field, FieldInfo to, IReadOnlyList<int> order)
    {
        if (field.Width > 64)
            throw new NotSupportedException($"{field.Owner} {field.Name}: {field.Width} ids; objects are exchanged among at most 64");
        for (var place = 0; place < field.Width; place++)
            Add(bits, field.Word, field.Shift + field.Width - 1 - place, 1, to.Word, to.Shift + to.Width - 1 - order[place]);
    }

    private static void Add(SortedDictionary<(int To, int From, int Turn), ulong> bits, int word, int shift, int width, int toWord, int toShift)
    {
        var key = (toWord, word, (toShift - shift) & 63);
        bits[key] = bits.GetValueOrDefault(key) | ((ulong.MaxValue >> (64 - width)) << shift);
    }

    private string OwnerOf(string owner)
    {
        if (owner == "world")
            return owner;
        if (owner[0] == 'm' || owner[0] == 'k')
            return $"{owner[0]}{(owner[0] == 'm' ? exchange.Mdevs : exchange.Kvms)[int.Parse(owner.AsSpan(1), null)]}";
        for (var queue = 0; queue < exchange.Scope.Queues; queue++)
        {
            if (QueueName(queue) == owner)
                return QueueName(exchange.QueueOf(queue));
        }

        throw new InvalidOperationException($"{owner}: no object of the scope");
    }

    private string NameOf(string name) =>
        OfMdev().Replace(name, match => $"[m{exchange.Mdevs[int.Parse(match.Groups[1].ValueSpan, null)]}]");

    private string QueueName(int queue) =>
        $"{exchange.Scope.Adapters[queue / exchange.Domains.Length]}.{exchange.Scope.Domains[queue % exchange.Domains.Length]}";

    [GeneratedRegex(@"\[m(\d+)\]")]
    private static partial Regex OfMdev();

    private readonly record struct Move(int From, int Turn, ulong Mask);

    private readonly record struct Pointer(int From, int Shift, ulong Mask, int To, ulong[] Values);
}
