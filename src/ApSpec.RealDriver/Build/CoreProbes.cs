using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Answers questions about the VFIO and KVM core and the AP bus from the text of the tree, if it has these files. The fakes behave by the
/// answers. For compiled parts the answers describe what they do.
/// </summary>
internal static class CoreProbes
{
    private const string GroupFile = "drivers/vfio/group.c";
    private const string BusFile = "drivers/s390/crypto/ap_bus.c";
    private const string MainFile = "drivers/vfio/vfio_main.c";

    /// <summary>A question, the files that may answer it, the text that means yes, and the answer assumed without such a file.</summary>
    private static readonly ImmutableArray<(CoreQuestion Question, ImmutableArray<string> Files, string Yes, bool Assumed)> Table =
    [
        // struct vfio_device has put_kvm exactly when vfio_device_get_kvm_safe() takes a reference.
        (CoreQuestion.HoldsGuest, ["include/linux/vfio.h"], @"\(\s*\*\s*put_kvm\s*\)", true),
        (CoreQuestion.ReleasesGroups, ["virt/kvm/vfio.c"], @"\.release\s*=\s*kvm_vfio_release\b", true),
        // A function that takes the group's lock and opens the device before it releases the lock.
        (CoreQuestion.LocksGroup, [GroupFile, MainFile],
            @"mutex_lock\(&[\w>.-]*group_lock\);(?:(?!mutex_unlock\(&[\w>.-]*group_lock\)|\n\}).)*?\b(?:open_device|vfio_df_open|vfio_device_open)\(", true),
        // __verify_card_reservations() fills a local mask and passes that.
        (CoreQuestion.AsksForAny, [BusFile], @"bitmap_fill\(\s*aqm_any\b", true),
        // ap_owned_by_def_drv() asks the device, not the masks alone.
        (CoreQuestion.HasOverride, [BusFile], @"\nint ap_owned_by_def_drv\((?:(?!\n\}).)*?\bdevice_has_driver_override\(", true),
    ];

    /// <summary>All answers for a tree.</summary>
    public static ImmutableArray<CoreFact> Read(string root)
    {
        var reader = new TreeReader(root);
        return [.. Table.Select(row => Ask(reader, row.Question, row.Files, row.Yes, row.Assumed))];
    }

    /// <summary>The part of the kernel with fakes that depend on an answer.</summary>
    public static Subsystem SubsystemOf(CoreQuestion question) =>
        question is CoreQuestion.AsksForAny or CoreQuestion.HasOverride ? Subsystem.Bus : Subsystem.Vfio;

    /// <summary>The answers in the form that a system uses.</summary>
    public static CoreFacts FactsOf(IEnumerable<CoreFact> facts)
    {
        var answers = facts.ToDictionary(fact => fact.Question, fact => fact.Holds);
        return new CoreFacts(answers[CoreQuestion.HoldsGuest], answers[CoreQuestion.ReleasesGroups], answers[CoreQuestion.LocksGroup],
            answers[CoreQuestion.AsksForAny], answers[CoreQuestion.HasOverride]);
    }

    private static CoreFact Ask(TreeReader reader, CoreQuestion question, ImmutableArray<string> files, string yes, bool assumed)
    {
        var there = files.Select(reader.ReadIfThere).OfType<TreeSource>().ToArray();
        if (there.Length == 0)
            return new CoreFact(question, assumed, null);
        var shown = there.FirstOrDefault(file => Regex.IsMatch(file.Text, yes, RegexOptions.Singleline));
        return new CoreFact(question, shown is not null, (shown ?? there[0]).Path);
    }
}
