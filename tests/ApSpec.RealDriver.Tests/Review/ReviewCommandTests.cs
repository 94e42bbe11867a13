using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>What <c>review</c> says of changes of real drivers that are made here.</summary>
[Trait("Kind", "Long")]
public sealed class ReviewCommandTests
{
    private const string Eventfds = "mdevs=2 kvms=2 adapters=05 domains=0006 features=eventfds";
    private const string Binding = "mdevs=2 kvms=1 adapters=05,06 domains=0006,0007 features=masks,irq,messages,binding";
    private const string Nothing = "--- a/Documentation/arch/s390/vfio-ap.rst\n+++ b/Documentation/arch/s390/vfio-ap.rst\n@@ -1 +1 @@\n-a\n+b\n";

    [KernelTreeFact]
    public void A_correct_fix_of_the_eventfds_kept_at_close_mends_and_breaks_nothing()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => After(text, "vfio_ap_mdev_close_device", "vfio_ap_mdev_unset_kvm(matrix_mdev);",
            " if (matrix_mdev->req_trigger) eventfd_ctx_put(matrix_mdev->req_trigger); matrix_mdev->req_trigger = NULL;"));

        var (exit, text) = Review(tree, "6.12", Eventfds);

        Assert.Equal(0, exit);
        Assert.Matches(@"MENDED\n.*EVENT-02", text);
        Assert.DoesNotContain("NEW", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void A_fix_of_the_filtered_queues_link_that_forgets_pin_and_registration_breaks_and_mends()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_unlink_queue_fr_mdev", "q->matrix_mdev = NULL;");

        var (exit, text) = Review(tree, "6.12", Binding);

        Assert.Equal(1, exit);
        Assert.Matches(@"NEW\n.*IRQ-0", text);
        Assert.Matches(@"MENDED\n.*QUEUE-09", text);
    }

    [KernelTreeFact]
    public void A_refactoring_makes_no_difference_and_its_lines_are_run()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, @"^static void vfio_ap_mdev_close_device\(.*?^\}", match =>
                "static void apx_test_end(struct ap_matrix_mdev *ended)\n{\n\tvfio_ap_mdev_unset_kvm(ended);\n}\n\n"
                + match.Value.Replace("vfio_ap_mdev_unset_kvm(", "apx_test_end(", StringComparison.Ordinal),
            RegexOptions.Multiline | RegexOptions.Singleline));

        var (exit, text) = Review(tree, "6.12", Eventfds);

        Assert.Equal(0, exit);
        Assert.Contains(": no difference\n", text, StringComparison.Ordinal);
        Assert.Matches(@"all\s+\d+\s+changed\s+lines\s+run", text);
    }

    [KernelTreeFact]
    public void A_removed_queue_that_is_not_reset_and_stays_linked_is_refuted()
    {
        using var tree = new EditedTree("6.1");
        tree.Change(text => Regex.Replace(text, @"^void vfio_ap_mdev_remove_queue\(.*?^\}", match => match.Value
                .Replace("vfio_ap_unlink_queue_fr_mdev(q);", "", StringComparison.Ordinal)
                .Replace("vfio_ap_mdev_reset_queue(q, 1);", "", StringComparison.Ordinal),
            RegexOptions.Multiline | RegexOptions.Singleline));

        var (exit, text) = Review(tree, "6.1", Binding);

        Assert.Equal(1, exit);
        Assert.Matches(@"NEW\n.*CRASH.*MEM-01", text);
        Assert.Contains("use after free", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void A_function_that_nothing_stands_for_is_named_with_a_trace_that_reaches_it()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => "void apx_test_unheard_of(void);\n" + text);
        tree.Begin("vfio_ap_mdev_close_device", "apx_test_unheard_of();");

        var (exit, text) = Review(tree, "6.12", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks");

        Assert.Equal(4, exit);
        Assert.Matches(@"NOT JUDGED\n  apx_test_unheard_of\(\),\s+which\s+nothing\s+here\s+stands\s+for,\s+is\s+called\s+after\s+the\s+change:\s+create m0;(.|\n)*release\s+m0", text);
    }

    [KernelTreeFact]
    public void A_patch_that_does_not_apply_is_bad_input()
    {
        var (exit, _, text) = Run("--- a/drivers/s390/crypto/vfio_ap_ops.c\n+++ b/drivers/s390/crypto/vfio_ap_ops.c\n@@ -1 +1 @@\n-no such line\n+x\n",
            "--driver", KernelTrees.Of("6.12"), "--patch", "-");

        Assert.Equal(2, exit);
        Assert.Contains("does not apply", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void A_patch_of_nothing_that_is_compiled_has_no_verdict()
    {
        var (exit, _, text) = Run(Nothing, "--driver", KernelTrees.Of("6.12"), "--patch", "-");

        Assert.Equal(4, exit);
        Assert.Contains("nothing of this patch is compiled here", text, StringComparison.Ordinal);
    }

    private static string After(string text, string function, string statement, string added) =>
        text.Insert(text.IndexOf(statement, text.IndexOf($"static void {function}(", StringComparison.Ordinal), StringComparison.Ordinal) + statement.Length, added);

    private static (int Exit, string Text) Review(EditedTree tree, string version, string scope)
    {
        var (exit, text, _) = Run("", "--base", KernelTrees.Of(version), "--driver", tree.Root, "--scope", scope, "--traces", "300");
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length <= 40, text);
        Assert.All(lines.Where(line => line.Contains(' ', StringComparison.Ordinal)), line => Assert.True(line.Length <= 72 || line.StartsWith('/'), line));
        return (exit, text);
    }

    private static (int Exit, string Out, string Error) Run(string input, params string[] arguments) => Apspec.With(input, null, ["review", .. arguments]);
}
