using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class RevisionDiffTests
{
    [Fact]
    public void A_revision_does_not_differ_from_itself() =>
        Assert.Equal("--- V5_10.cs\n+++ V5_10.cs\n", RevisionDiff.Format(Cases.RevisionOf("v5.10"), Cases.RevisionOf("v5.10")));

    [Fact]
    public void V5_10_and_v5_11_differ_in_the_functions_of_the_patch_alone()
    {
        var (a, b) = (FunctionsOf("v5.10"), FunctionsOf("v5.11"));

        var changed = a.Keys.Union(b.Keys).Where(name => a.GetValueOrDefault(name) != b.GetValueOrDefault(name));

        Assert.Equal(
            ["vfio_ap_mdev_group_notifier", "vfio_ap_mdev_release", "vfio_ap_mdev_set_kvm", "vfio_ap_mdev_unset_kvm"],
            changed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_diff_shows_every_line_that_differs_and_three_around_it()
    {
        var diff = RevisionDiff.Format(Cases.RevisionOf("v5.10"), Cases.RevisionOf("v5.11"));

        Assert.Contains("\n+    private async KernelTask UnsetKvm(Mdev mdev)\n", diff, StringComparison.Ordinal);
        Assert.Contains("\n+        await kvm.Put();\n", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("AssignAdapter(", diff, StringComparison.Ordinal);
        Assert.DoesNotContain(" IrqEnable(", diff, StringComparison.Ordinal);
        Assert.InRange(diff.Split('\n').Count(line => line.StartsWith(' ')), 6, 60);
    }

    [Fact]
    public void Every_changed_line_is_in_one_of_the_files()
    {
        var (a, b) = (Cases.RevisionOf("v5.10"), Cases.RevisionOf("v5.11"));
        foreach (var line in RevisionDiff.Format(a, b).Split('\n').Skip(2).Where(line => line.Length > 1))
        {
            if (line[0] == '-')
                Assert.Contains(line[1..], a.Text, StringComparison.Ordinal);
            if (line[0] == '+')
                Assert.Contains(line[1..], b.Text, StringComparison.Ordinal);
        }
    }

    // By C name: from its attribute to the next one.
    private static Dictionary<string, string> FunctionsOf(string revision) =>
        Cases.RevisionOf(revision).Text.Split("[KernelFunction(\"")[1..].Select(text => text.Split("\")]", 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim().TrimEnd('}').TrimEnd());
}
