using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class FieldTextTests
{
    private static readonly Scope Bounds = Cases.ScopeOf("mdevs=2 kvms=2 features=all iscs=3,4 pages=0x12,0x13");

    [Theory]
    [InlineData(FieldKind.MdevPointer, "k0", "pqap_hook", 0, "NULL")]
    [InlineData(FieldKind.MdevPointer, "k0", "pqap_hook", 2, "m1")]
    [InlineData(FieldKind.KvmPointer, "m0", "kvm", 0, "NULL")]
    [InlineData(FieldKind.KvmPointer, "m0", "kvm", 1, "k0")]
    [InlineData(FieldKind.State, "m0", "life", 1, "live")]
    [InlineData(FieldKind.State, "m0", "life", 2, "freed")]
    [InlineData(FieldKind.State, "k0", "life", 0, "live")]
    [InlineData(FieldKind.State, "05.0006", "driver", 0, "vfio_ap")]
    [InlineData(FieldKind.State, "05.0006", "irq", 0, "disabled")]
    [InlineData(FieldKind.State, "05.0006", "reset", 0, "none")]
    [InlineData(FieldKind.State, "05.0006", "driver_override", 0, "none")]
    [InlineData(FieldKind.State, "05.0006", "driver_override", 1, "vfio_ap")]
    [InlineData(FieldKind.State, "05.0006", "driver_override", 2, "host")]
    [InlineData(FieldKind.State, "05.0006", "reset", 1, "rapq")]
    [InlineData(FieldKind.State, "05.0006", "reset", 2, "zapq")]
    [InlineData(FieldKind.DataOwner, "05.0006", "residue", 0, "none")]
    [InlineData(FieldKind.DataOwner, "05.0006", "residue", 1, "host")]
    [InlineData(FieldKind.DataOwner, "05.0006", "residue", 3, "k1")]
    [InlineData(FieldKind.Choice, "05.0006", "saved_pfn", 0, "none")]
    [InlineData(FieldKind.Choice, "05.0006", "saved_pfn", 2, "0x13")]
    [InlineData(FieldKind.Choice, "05.0006", "irq.page", 1, "0x12")]
    [InlineData(FieldKind.Choice, "05.0006", "saved_isc", 2, "4")]
    [InlineData(FieldKind.Choice, "05.0006", "irq.isc", 1, "3")]
    [InlineData(FieldKind.Counter, "k0", "driver_refs", 3, "3")]
    [InlineData(FieldKind.Flag, "m0", "group_notifier", 1, "1")]
    [InlineData(FieldKind.Time, "05.0006", "takes", 5, "5")]
    public void A_value_reads_as_people_write_it(FieldKind kind, string owner, string name, uint value, string expected) =>
        Assert.Equal(expected, FieldText.Format(Bounds, new FieldInfo(owner, name, kind, 0, 0, 8, "", true), value));

    [Theory]
    [InlineData(FieldKind.AdapterMask, 0, "none")]
    [InlineData(FieldKind.AdapterMask, 2, "05")]
    [InlineData(FieldKind.AdapterMask, 3, "05,06")]
    [InlineData(FieldKind.DomainMask, 1, "0007")]
    public void A_mask_reads_as_the_ids_in_it(FieldKind kind, uint value, string expected) =>
        Assert.Equal(expected, FieldText.Format(Cases.ScopeOf("mdevs=1 kvms=1 adapters=05,06 domains=0006,0007 features=masks"),
            new FieldInfo("m0", "matrix.apm", kind, 0, 0, 2, "", true), value));

    [Fact]
    public void Every_value_of_every_field_has_a_text()
    {
        foreach (var field in new Kernel.WorldLayout(Bounds).Fields.Where(f => f.Width is > 0 and <= 4 && f.Kind != FieldKind.Choice))
        {
            for (var value = 0u; value < 1u << field.Width; value++)
                Assert.NotEqual("", FieldText.Format(Bounds, field, value));
        }
    }

    [Fact]
    public void Every_choice_field_of_the_layout_is_named_by_its_value()
    {
        // A choice of pages or subclasses printed as its place in the list would mislead.
        foreach (var field in new Kernel.WorldLayout(Bounds).Fields.Where(f => f is { Kind: FieldKind.Choice, Width: > 0, IsObservable: true }))
            Assert.NotEqual("2", FieldText.Format(Bounds, field, 2));
    }
}
