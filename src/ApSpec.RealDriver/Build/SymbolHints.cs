using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>Where in the shim a missing name belongs.</summary>
internal static class SymbolHints
{
    private const string OldEra =
        "this driver is of the notifier era (before v6.0); the shim has the kernel around drivers of the open_device era";

    /// <summary>Names by pattern, the first that fits; the files are those of the topic.</summary>
    private static readonly ImmutableArray<(string Pattern, string File, string Topic)> Table =
    [
        ("^h?list_|^hash_|^hlist|LIST_HEAD|^DECLARE_HASHTABLE", "kernel/list.h", "lists and hash tables"),
        ("bitmap|_bit(_inv)?$|^find_|^for_each_(set|clear)_bit|^hweight|^BIT|^GENMASK", "kernel/bitmap.h", "bitmaps"),
        ("mutex|rwsem|semaphore|lockdep|^(down|up)_(read|write)|spin_?lock|^rcu_|srcu|seqlock|^completion|^complete", "kernel/lock.h", "locks"),
        ("work|^m?sleep|^[mun]s?delay|^usleep|^fsleep|timer|jiffies|^schedule|^ktime|^wait_", "kernel/work.h", "work items and time"),
        ("alloc|^k[vz]?free|free_page|^k(mem|str)n?dup|^kmem_|copy_(from|to)_user|^(get|put)_user|offsetofend", "kernel/memory.h", "memory"),
        ("WARN|BUG|^pr_|^printk|^dev_(dbg|info|warn|err|notice)|assert|^panic", "kernel/bug.h", "warnings and messages"),
        ("^str|s[cn]*printf|sysfs_emit|^kstrto|^hex|^is[a-z]+(digit|space|alnum)$|^parse", "kernel/text.h", "text"),
        ("vfio|iommu", "kernel/vfio.h", "the VFIO core"),
        ("mdev|device|driver|^class_|^bus_|^sysfs_|^kobj|DEVICE_ATTR|^attribute|MODULE|module|^dev_|root_dev", "kernel/device.h", "devices"),
        ("eventfd", "kernel/eventfd.h", "eventfds"),
        ("kvm|gmap|gis[ac]|GIS[AC]|crycb|sie|srcu", "kernel/kvm.h", "KVM"),
        ("^ap_|^AP_|^TAPQ|pqap", "ap_wrap.h", "AP instructions"),
        ("facility|^debug_|^s390|stfle|virt_to|phys|page_to|pfn|sclp", "kernel/s390.h", "s390"),
    ];

    private static readonly ImmutableArray<string> OldNames =
    [
        "vfio_register_notifier", "vfio_unregister_notifier", "mdev_register_device", "mdev_unregister_device", "mdev_parent_ops",
        "mdev_uuid", "vfio_init_group_dev", "vfio_uninit_group_dev", "mdev_get_drvdata", "mdev_set_drvdata", "mdev_type_group_id",
    ];

    /// <summary>What to do about a failure; null when there is nothing to say.</summary>
    public static string? Find(CompileFailure failure, ShimSource shim)
    {
        if (failure.Message.Contains("No such file or directory", StringComparison.Ordinal) && failure.IsInShim)
            return "a header of the C library is missing: install it (Debian, Ubuntu: apt install libc6-dev; Fedora: dnf install glibc-devel)";
        if (Regex.IsMatch(failure.Message, @"cannot execute|cannot find 'ld'|'as'"))
            return "a tool that gcc needs is missing: install it (Debian, Ubuntu: apt install gcc binutils; Fedora: dnf install gcc binutils)";
        if (Regex.IsMatch(failure.Message, @"'\w*notifier' has incomplete type"))
            return OldEra;
        if (failure.Symbol is not { } symbol)
            return null;
        if (OldNames.Contains(symbol.Split(' ')[^1]))
            return OldEra;
        if (failure.Structure is { } structure)
        {
            if (DefinitionOf(structure, shim) is { } header)
                return $"add the member to {structure} in {header}";
            return failure.IsInShim
                ? $"this tree's {structure} has no such member: the shim needs a probe for it in probes/, and #ifdef HAVE_... around its use"
                : null;
        }

        var (file, topic) = PlaceOf(symbol.Split(' ')[^1]);
        return $"add {symbol} to {file} ({topic})";
    }

    /// <summary>The shim's file for a name, and what that file stands for.</summary>
    public static (string File, string Topic) PlaceOf(string name)
    {
        var (_, file, topic) = Table.FirstOrDefault(row => Regex.IsMatch(name, row.Pattern));
        return file is null ? ("kernel/types.h", "types, or the header of its topic") : (file, topic);
    }

    private static string? DefinitionOf(string structure, ShimSource shim) => shim.Files
        .FirstOrDefault(file => Regex.IsMatch(file.Text, $@"^\s*{Regex.Escape(structure)}\s*\{{", RegexOptions.Multiline))?.Path;
}
