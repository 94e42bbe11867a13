using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>A field's value in words.</summary>
public static class FieldText
{
    /// <summary>The value of <paramref name="field"/> in <paramref name="scope"/> as a reader would write it.</summary>
    public static string Format(Scope scope, FieldInfo field, uint value) => field.Kind switch
    {
        FieldKind.MdevPointer => value == 0 ? "NULL" : $"m{value - 1}",
        FieldKind.KvmPointer => value == 0 ? "NULL" : $"k{value - 1}",
        FieldKind.State => StateOf(field, value),
        FieldKind.AdapterMask => Ids(scope.Adapters, field.Width, value),
        FieldKind.DomainMask => Ids(scope.Domains, field.Width, value),
        FieldKind.DataOwner => value switch { 0 => "none", 1 => "host", _ => $"k{value - 2}" },
        FieldKind.Choice when value == 0 => "none",
        FieldKind.Choice when field.Name is "saved_pfn" or "irq.page" => $"0x{scope.Pages[(int)value - 1]:x}",
        FieldKind.Choice when field.Name is "saved_isc" or "irq.isc" => $"{scope.Iscs[(int)value - 1]}",
        _ => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    // Bit n of a mask, from the left, is the n-th id in play.
    private static string Ids<T>(IReadOnlyList<T> ids, int width, uint value) => value == 0 ? "none"
        : string.Join(',', Enumerable.Range(0, width).Where(i => (value >> (width - 1 - i) & 1) != 0).Select(i => $"{ids[i]}"));

    private static string StateOf(FieldInfo field, uint value) => (field.Name, field.Owner[0]) switch
    {
        ("life", 'm') => ((MdevLife)value).ToString().ToLowerInvariant(),
        ("life", _) => ((KvmLife)value).ToString().ToLowerInvariant(),
        ("driver", _) => ((QueueDriver)value) switch { QueueDriver.VfioAp => "vfio_ap", QueueDriver.Host => "host", _ => "none" },
        ("driver_override", _) => ((QueueOverride)value) switch { QueueOverride.VfioAp => "vfio_ap", QueueOverride.Host => "host", _ => "none" },
        ("irq", _) => ((Architecture.IrqState)value).ToString().ToLowerInvariant(),
        ("reset", _) => value switch { 0 => "none", 1 => "rapq", _ => "zapq" },
        _ => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
