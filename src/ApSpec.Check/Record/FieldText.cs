using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>A field's value in words.</summary>
public static class FieldText
{
    /// <summary>The value of <paramref name="field"/> in <paramref name="scope"/> as a reader would write it.</summary>
    public static string Of(Scope scope, FieldInfo field, uint value) => field.Kind switch
    {
        FieldKind.MdevPointer => value == 0 ? "NULL" : $"m{value - 1}",
        FieldKind.KvmPointer => value == 0 ? "NULL" : $"k{value - 1}",
        FieldKind.State => StateOf(field, value),
        FieldKind.Choice when field.Name == "residue" => value switch { 0 => "none", 1 => "host", _ => $"k{value - 2}" },
        FieldKind.Choice when value == 0 => "none",
        FieldKind.Choice when field.Name is "saved_pfn" or "irq.page" => $"0x{scope.Pages[(int)value - 1]:x}",
        FieldKind.Choice when field.Name is "saved_isc" or "irq.isc" => $"{scope.Iscs[(int)value - 1]}",
        _ => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

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
