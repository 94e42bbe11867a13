using System.Collections.Immutable;
using ApSpec.RealDriver.Exam;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>Defects that only calls in the middle of a bus scan can show, by pattern.</summary>
internal static class StepDefects
{
    private const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";

    /// <summary>The defects, by name.</summary>
    public static ImmutableDictionary<string, ImmutableArray<ExamEdit>> All { get; } = new Dictionary<string, ImmutableArray<ExamEdit>>
    {
        // Until the end of the scan assignments are filtered by the configuration that was.
        ["copy-of-the-configuration-at-the-end"] =
        [
            new(Ops, "vfio_ap_on_cfg_changed", @"memcpy\(&matrix_dev->info,[^;]*;", ""),
            new(Ops, "vfio_ap_on_scan_complete", @"(mutex_lock\(&matrix_dev->guests_lock\);)",
                "$1\n\tmemcpy(&matrix_dev->info, new_config_info, sizeof(*new_config_info));"),
        ],

        // The mdev may be removed before the scan is over.
        ["remembers-the-mdev-that-waits"] =
        [
            new(Ops, "", @"(static void vfio_ap_mdev_cfg_add\()", "static struct ap_matrix_mdev *vfio_ap_waits;\n\n$1"),
            new(Ops, "vfio_ap_mdev_cfg_add", @"(bitmap_and\(matrix_mdev->adm_add,[^;]*;)", "$1\n\t\tvfio_ap_waits = matrix_mdev;"),
            new(Ops, "vfio_ap_on_scan_complete", @"(mutex_lock\(&matrix_dev->guests_lock\);)",
                "$1\n\tif (vfio_ap_waits)\n\t\tbitmap_and(vfio_ap_waits->apm_add, vfio_ap_waits->apm_add,\n\t\t\t   vfio_ap_waits->matrix.apm, AP_DEVICES);\n\tvfio_ap_waits = NULL;"),
        ],

        // What is unassigned meanwhile is assigned again.
        ["assigns-what-waits"] =
        [
            new(Ops, "vfio_ap_mdev_hot_plug_cfg", @"(bitmap_zero\(apm_filtered, AP_DEVICES\);)",
                "$1\n\tbitmap_or(matrix_mdev->matrix.apm, matrix_mdev->matrix.apm,\n\t\t  matrix_mdev->apm_add, AP_DEVICES);"),
        ],

        // As a probe does in the middle of a scan, though an adapter is taken away here.
        ["unassign-leaves-it-to-the-end"] =
        [
            new(Ops, "vfio_ap_mdev_hot_unplug_adapters", @"if \((test_bit_inv\(apid, matrix_mdev->shadow_apcb\.apm\))\)",
                "if (bitmap_empty(matrix_mdev->apm_add, AP_DEVICES) &&\n\t\t    $1)"),
        ],
    }.ToImmutableDictionary();
}
