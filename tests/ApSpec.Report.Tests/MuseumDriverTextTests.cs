using System.Text.Json;
using ApSpec.Search.Museum;

namespace ApSpec.Report.Tests;

public sealed class MuseumDriverTextTests
{
    private static readonly DriverCell There = new(Exhibits.Find("B1")!, CellStatus.Found, "as in the model")
    {
        Trace = "B1-null-keeps-reference-and-hook",
        Rule = "KVM-01",
        Step = 4,
        Operation = "set_kvm m0 null",
        Places = ["vfio_ap_mdev_group_notifier (vfio_ap_ops.c:1093-1099)", "a_look_up (vfio_ap_ops.c:10-12)", "a_reset (vfio_ap_ops.c:100-130)"],
    };

    private static readonly DriverCell Mended = new(Exhibits.Find("B12")!, CellStatus.Absent, "runs to step 6");
    private static readonly DriverCell Raced = new(Exhibits.Find("B38")!, CellStatus.CannotBeShown, "needs two calls at a time");

    [Fact]
    public void What_is_still_there_comes_first_with_place_and_fix()
    {
        var text = MuseumDriverText.Format("linux-5.10.262", [Raced, Mended, There]);

        Assert.Equal(
            """
            linux-5.10.262

            STILL THERE: rule, step, where; what goes wrong; what ends it
              B1   KVM-01 4 vfio_ap_mdev_group_notifier (vfio_ap_ops.c:1093-1099),
                   a_reset (vfio_ap_ops.c:100-130)
                   a NULL notification drops the pointer to the guest and nothing
                   else
                   fix: f21916ec4826

            MENDED
              B12  the hook is stored before the test for another mdev, and stays
                   when that refuses (4400270ec034, CVE-2026-89960)

            CANNOT BE SHOWN: why (and what ends it)
              B38  needs two calls at a time (dd6f4ef6f8a3, CVE-2026-89955)

            linux-5.10.262: 1 of 3 still there, 1 mended, 1 cannot be shown

            """, text);
    }

    [Fact]
    public void An_object_has_what_a_script_backports_by()
    {
        using var json = JsonDocument.Parse(MuseumDriverJson.From("linux-5.10.262", There).ToLine());

        Assert.Equal(
            ["bug", "driver", "status", "title", "suspected", "rule", "trace", "step", "operation", "where", "fix", "fixedBy", "cve", "why"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("still-there", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("f21916ec4826", json.RootElement.GetProperty("fixedBy")[0].GetString());
    }

    [Fact]
    public void The_last_object_counts() => Assert.Equal(
        """{"kind":"summary","driver":"linux-5.10.262","stillThere":1,"mended":1,"cannotBeShown":1}""",
        MuseumDriverJson.Summary("linux-5.10.262", [There, Mended, Raced]));
}
