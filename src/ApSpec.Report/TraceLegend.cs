using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>The legend below a trace's table: its columns, and the letters of the locks in it.</summary>
public static partial class TraceLegend
{
    private const string Columns = "refs: references the driver holds on a guest; hook: the mdev whose PQAP hook a guest has; "
        + "masks: adapters/domains in a guest's CRYCB; locks: held after the call";

    /// <summary>The lines, with a line feed at their end.</summary>
    public static string Format(ImmutableArray<RecordedStep> steps)
    {
        var locks = steps.SelectMany(Words).SelectMany(word => Letters().Matches(word).Select(match => match.Value)).ToHashSet();
        return MailText.Wrap(string.Concat([Columns, .. OfLocks(locks).Select(name => $"; {name}")]), "    ", "    ") + "\n";
    }

    /// <summary>What the letters of these lock classes stand for, each in one clause.</summary>
    public static IEnumerable<string> OfLocks(IReadOnlySet<string> letters) =>
        Enum.GetValues<LockClass>().Where(known => letters.Contains(LockId.Letter(known))).Select(known => $"{LockId.Letter(known)}: {Name(known)}");

    // A lock may be named in its cell, in a fault, or in a rule's evidence.
    private static IEnumerable<string> Words(RecordedStep step) =>
        [step.Cells.Locks, .. step.Faults, .. step.Violations.Where(violation => violation.Evidence.Column == EvidenceColumn.Locks)
            .Select(violation => violation.Evidence.Text ?? "")];

    /// <summary>The name of a lock class in the source.</summary>
    public static string Name(LockClass lockClass) => lockClass switch
    {
        LockClass.Matrix => "matrix_dev->lock",
        LockClass.Kvm => "kvm->lock",
        LockClass.Vcpu => "vcpu->mutex",
        LockClass.Iommu => "the lock of the VFIO container",
        LockClass.Guests => "matrix_dev->guests_lock",
        LockClass.Mdevs => "matrix_dev->mdevs_lock",
        LockClass.Hook => "pqap_hook_rwsem",
        LockClass.Perms => "the AP bus's ap_perms_mutex or ap_attr_mutex",
        LockClass.DevSet => "the lock of the VFIO device set",
        LockClass.VfioGroup => "the lock of the VFIO group",
        LockClass.DeviceList => "the lock of the VFIO container's list of devices",
        LockClass.Other => "another lock, of the driver or of the kernel around it",
        _ => throw new InvalidOperationException($"unknown lock class {lockClass}"),
    };

    [GeneratedRegex(@"(?<![\w'.-])(VG|DL|[DGHIKLMPVX])(?=\(|,| |$)")]
    private static partial Regex Letters();
}
