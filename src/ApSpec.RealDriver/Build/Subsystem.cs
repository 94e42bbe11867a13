using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>A part of the kernel around the driver: compiled from the tree if its files are there, else faked.</summary>
/// <param name="Name">Its folder in the shim, which has <c>own/</c> for the one and <c>assumed/</c> for the other.</param>
/// <param name="Title">What reports call it.</param>
/// <param name="Macro">Defined to 1 for every file but the runtime's when it is the tree's own.</param>
/// <param name="Files">
/// Its files. A row lists the names that one file has had; the first that the tree has is taken.
/// </param>
/// <param name="Optional">Files that only some trees have.</param>
internal sealed record Subsystem(
    string Name, string Title, string Macro, ImmutableArray<ImmutableArray<string>> Files, ImmutableArray<string> Optional)
{
    private const string VfioFolder = "drivers/vfio";

    /// <summary>What opens a device, tells it its guest, and pins its pages.</summary>
    public static readonly Subsystem Vfio = new("vfio", "VFIO, mdev and kvm-vfio", "APX_OWN_VFIO",
        [
            [$"{VfioFolder}/vfio_main.c", $"{VfioFolder}/vfio.c"], [$"{VfioFolder}/vfio_iommu_type1.c"], [$"{VfioFolder}/mdev/mdev_core.c"],
            [$"{VfioFolder}/mdev/mdev_driver.c"], [$"{VfioFolder}/mdev/mdev_sysfs.c"], ["virt/kvm/vfio.c"],
        ],
        [$"{VfioFolder}/container.c", $"{VfioFolder}/group.c", $"{VfioFolder}/mdev/vfio_mdev.c"]);

    /// <summary>What finds queues and gives them to drivers.</summary>
    public static readonly Subsystem Bus = new("bus", "the AP bus", "APX_OWN_BUS",
        [[$"{TreeHeaders.DriverFolder}/ap_bus.c"], [$"{TreeHeaders.DriverFolder}/ap_queue.c"], [$"{TreeHeaders.DriverFolder}/ap_card.c"]],
        []);

    /// <summary>All of them, in the order of their initialisation.</summary>
    public static readonly ImmutableArray<Subsystem> All = [Vfio, Bus];

    /// <summary>Folder of the shim with the fakes around the tree's own files.</summary>
    public string OwnFolder => $"{Name}/own";

    /// <summary>Folder of the shim with the fakes in place of the whole part.</summary>
    public string AssumedFolder => $"{Name}/assumed";

    /// <summary>Its files in a tree; null with the name of the first required one that is missing.</summary>
    public ImmutableArray<TreeSource>? In(TreeReader reader, out string? missing)
    {
        missing = null;
        var found = ImmutableArray.CreateBuilder<TreeSource>();
        foreach (var names in Files)
        {
            if (names.Select(reader.ReadIfThere).FirstOrDefault(source => source is { Bytes.Length: > 0 }) is not { } source)
            {
                missing = string.Join(" or ", names);
                return null;
            }

            found.Add(source);
        }

        found.AddRange(Optional.Select(reader.ReadIfThere).OfType<TreeSource>());
        return found.ToImmutable();
    }
}
