using System.Collections.Immutable;
using System.Globalization;
using ApSpec.RealDriver.Confinement;
using ApSpec.Search.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>Converts orders of locks to plain data for the pipe and for a part of a check, and back. Text that is read is cleaned for a terminal.</summary>
public static class OrderTexts
{
    private const int LengthMax = 10_000;

    /// <summary>The data.</summary>
    public static OrderData ToData(SeenOrder order)
    {
        var edge = order.Edge;
        return new OrderData(ToData(edge.From), ToData(edge.To), edge.Function, edge.HeldAt, edge.FromText, edge.ToText, $"{edge.Held.All:x}", $"{edge.Held.Alone:x}",
            edge.IsToShared, order.Scope.ToString(), order.Seed, order.Length, order.Shown?.ToString(), order.IsConfirmed);
    }

    /// <summary>The orders.</summary>
    /// <exception cref="InvalidDataException">One is malformed.</exception>
    public static ImmutableArray<SeenOrder> OrdersOf(IReadOnlyList<OrderData>? data) => [.. (data ?? throw new InvalidDataException()).Select(OrderOf)];

    /// <summary>One order.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static SeenOrder OrderOf(OrderData? data)
    {
        if (data is null || data.Length is < 0 or > LengthMax || ScopeText.Parse(data.Scope, out _) is not { } scope)
            throw new InvalidDataException();
        var edge = new LockEdge(LockOf(data.From), LockOf(data.To), PlainText.Clean(data.Function), 0)
        {
            HeldAt = PlainText.Clean(data.HeldAt),
            FromText = PlainText.Clean(data.FromText),
            ToText = PlainText.Clean(data.ToText),
            Held = new HeldSet(BitsOf(data.Held), BitsOf(data.Alone)),
            IsToShared = data.IsToShared,
        };
        return new SeenOrder(edge, scope, data.Seed, data.Length) { Shown = data.Trace is null ? null : TraceOf(data.Trace), IsConfirmed = data.IsConfirmed };
    }

    private static LockData ToData(LockId id) => new(id.Class.ToString(), id.Instance);

    private static LockId LockOf(LockData? data) => data is not null && Enum.TryParse<LockClass>(data.Class, out var one) && Enum.IsDefined(one) && data.Instance < LockId.InstancesMax
        ? new LockId(one, data.Instance) : throw new InvalidDataException();

    private static ulong BitsOf(string text) =>
        ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : throw new InvalidDataException();

    private static Trace TraceOf(string text) =>
        TraceFile.Parse("pipe", System.Text.Encoding.UTF8.GetBytes(text), out _)?.Trace ?? throw new InvalidDataException();
}
