using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>A named table of weights, one line for each kind of operation. A scope uses the lines of the kinds it offers.</summary>
public sealed class Weights
{
    private const int AnswersMore = 4; // where answers of the hardware are what a scope is for

    private Weights(string name, string meaning, ImmutableArray<KindWeight> table)
    {
        Name = name;
        Meaning = meaning;
        Table = table;
    }

    /// <summary>The table for what an era's VFIO and KVM core deliver.</summary>
    public static Weights Core { get; } = new("core", "callers follow the lifecycle, and now and then are blind to it",
    [
        // The lifecycle: a third of all calls when every feature is on.
        new(OperationKind.Create, 6, 1),
        new(OperationKind.Remove, 3, 1),
        new(OperationKind.Open, 12, 3),
        new(OperationKind.Release, 8, 1),
        new(OperationKind.SetKvm, 16, 2),
        new(OperationKind.Notify, 6, 2),

        // The matrix: mostly assigned, so that an attached guest has masks to lose.
        new(OperationKind.AssignAdapter, 7, 2),
        new(OperationKind.UnassignAdapter, 2, 1),
        new(OperationKind.AssignDomain, 7, 2),
        new(OperationKind.UnassignDomain, 2, 1),
        new(OperationKind.AssignControlDomain, 3, 1),
        new(OperationKind.UnassignControlDomain, 1, 1),

        // The ioctls.
        new(OperationKind.Reset, 4, 1),
        new(OperationKind.GetInfo, 2, 1),

        // Interrupts: enabled more often than disabled, so that a reset finds something to free.
        new(OperationKind.AqicEnable, 8, 1),
        new(OperationKind.AqicDisable, 3, 1),
        new(OperationKind.DmaUnmap, 4, 1),

        // Messages.
        new(OperationKind.Nqap, 5, 1),
        new(OperationKind.Dqap, 3, 1),
        new(OperationKind.GuestZapq, 2, 1),
        new(OperationKind.GuestRapq, 1, 1),
        new(OperationKind.GuestTapq, 1, 1),
        new(OperationKind.Process, 3, 0),

        // Queues change driver, and mostly come back.
        new(OperationKind.Unbind, 3, 0),
        new(OperationKind.Bind, 3, 1),
        new(OperationKind.ApmaskAdd, 2, 0),
        new(OperationKind.ApmaskDel, 2, 1),
        new(OperationKind.AqmaskDel, 2, 0),
        new(OperationKind.AqmaskAdd, 2, 1),

        // Hardware goes, and mostly comes back.
        new(OperationKind.Deconfigure, 2, 0),
        new(OperationKind.Configure, 2, 1),
        new(OperationKind.Checkstop, 2, 0),
        new(OperationKind.Recover, 2, 1),
        new(OperationKind.HostAdapterDel, 1, 0),
        new(OperationKind.HostAdapterAdd, 1, 1),
        new(OperationKind.HostDomainDel, 1, 0),
        new(OperationKind.HostDomainAdd, 1, 1),
        new(OperationKind.HwAnswer, 3, 0),
        new(OperationKind.HwDuration, 2, 0),
        new(OperationKind.Advance, 3, 0),

        // The VM goes while others still hold it.
        new(OperationKind.CloseVm, 2, 1),
        new(OperationKind.CloseVcpu, 2, 1),
        new(OperationKind.CloseKvmVfio, 2, 1),
        new(OperationKind.CreateVm, 2, 1),
        new(OperationKind.PvEnable, 2, 1),

        // For drivers with hot plug.
        new(OperationKind.ApConfig, 6, 1),
        new(OperationKind.SetIrq, 4, 1),
        new(OperationKind.Request, 2, 0),
        new(OperationKind.HostControlDel, 1, 0),
        new(OperationKind.HostControlAdd, 1, 1),
        new(OperationKind.AdvanceLong, 3, 0),
        new(OperationKind.Share, 2, 1),
        new(OperationKind.Unshare, 4, 1),
        new(OperationKind.Override, 6, 0),

        // Descriptors of groups and containers, in scopes of compiled drivers.
        new(OperationKind.OpenGroup, 2, 1),
        new(OperationKind.CloseGroup, 2, 1),
        new(OperationKind.OpenContainer, 2, 1),
        new(OperationKind.CloseContainer, 2, 1),
        new(OperationKind.SetContainer, 3, 1),
        new(OperationKind.UnsetContainer, 2, 1),
        new(OperationKind.SetIommu, 3, 1),
        new(OperationKind.Map, 3, 1),
        new(OperationKind.Unmap, 4, 1),

        // Text of sysfs attributes, and ioctls, in scopes of compiled drivers.
        new(OperationKind.Show, 8, 1),
        new(OperationKind.Status, 4, 0),
        new(OperationKind.Ioctl, 8, 1),

        // The bus scan goes on, in scopes of compiled drivers: often, so that scans end.
        new(OperationKind.Scan, 8, 0),
    ]);

    /// <summary>The table for calls that no core delivers.</summary>
    public static Weights Hostile { get; } = new("hostile", "as core; callers are blind three times as often",
        [.. Core.Table.Select(w => w with { Blind = (byte)(3 * w.Blind) })]);

    /// <summary>The table without guidance, for comparison.</summary>
    public static Weights Even { get; } = new("even", "every kind as often as every other, on any target",
        [.. Core.Table.Select(w => w with { Permitted = 0, Blind = 1 })]);

    /// <summary>Every table.</summary>
    public static ImmutableArray<Weights> All { get; } = [Core, Hostile, Even];

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public string Meaning { get; }

    /// <summary>Its lines.</summary>
    public ImmutableArray<KindWeight> Table { get; }

    /// <summary>The table of a scope's profile.</summary>
    public static Weights Of(Profile profile) => profile == Profile.Hostile ? Hostile : Core;

    /// <summary>The table called <paramref name="name"/>; null when there is none.</summary>
    public static Weights? Named(string name) => All.FirstOrDefault(w => w.Name == name);

    /// <summary>The lines of the kinds in <paramref name="forms"/>, for the operations of <paramref name="scope"/>.</summary>
    public IEnumerable<KindWeight> For(Scope scope, IEnumerable<OperationForm> forms) => forms.Select(form => Of(form.Kind))
        .Select(w => w.Kind == OperationKind.HwAnswer && scope.Has(Features.Answers) ? w with { Permitted = (byte)(AnswersMore * w.Permitted) } : w);

    /// <summary>The weight of <paramref name="kind"/>.</summary>
    public KindWeight Of(OperationKind kind) => Table.Single(w => w.Kind == kind);
}
