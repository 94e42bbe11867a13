using System.Diagnostics;
using System.Text.Json;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A driver that cannot be loaded, or that its self-test finds wrong, is a finding in text, in JSON and in the exit code.</summary>
public sealed class LoadFailureTests
{
    private const string Init = "vfio_ap_matrix_dev_create";

    [KernelTreeFact]
    public void A_crash_in_module_init_is_a_finding_with_function_and_line()
    {
        using var tree = new EditedTree("6.12");
        var line = tree.Begin(Init, "*(volatile int *)0 = 1;", "vfio_ap_drv.c");

        var (exit, text) = Apspec(tree, "check", "--no-asan", "--traces", "20");

        Assert.Equal(1, exit);
        Assert.Contains($"cannot be loaded module init died: NULL dereference of a pointer in vfio_ap_matrix_dev_create (vfio_ap_drv.c:{line}).", Joined(text), StringComparison.Ordinal);
        Assert.Contains($"fails its self-test module init and probe of two queues: ModuleInit: Null in vfio_ap_matrix_dev_create (vfio_ap_drv.c:{line})", Joined(text), StringComparison.Ordinal);
        Assert.Contains("NOT complete: too many traces ended their process, or the driver cannot be loaded", Joined(text), StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("extern void _exit(int); _exit(7);", "the process ended with 7")]
    [InlineData("extern void abort(void); abort();", "the process was killed by signal 6")]
    public void A_module_init_that_ends_its_process_is_a_finding_in_JSON(string statement, string cause)
    {
        using var tree = new EditedTree("6.12");
        tree.Begin(Init, statement, "vfio_ap_drv.c");

        var (exit, text) = Apspec(tree, "check", "--no-asan", "--traces", "20", "--scope", "mdevs=1 kvms=1", "--format", "jsonl");

        Assert.Equal(1, exit);
        Assert.Contains(Objects(text), one => Text(one, "rule") == "DEATH" && Text(one, "trigger") == "load" && Text(one, "seen") == cause);
        Assert.Contains(Objects(text), one => Text(one, "rule") == "SELF-TEST");
        Assert.Contains(Objects(text), one => Text(one, "cutOff") == "deaths");
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_module_init_that_refuses_is_a_finding()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin(Init, "return -12;", "vfio_ap_drv.c");

        var (exit, text) = Apspec(tree, "replay", "--trace", "scope mdevs=1 kvms=1; create m0");

        Assert.Equal(1, exit);
        Assert.Contains("cannot be loaded\n  module init returned -ENOMEM.", text, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_leak_at_module_exit_is_a_finding_of_check_and_of_replay()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin(Init, "static void *volatile leak; leak = kzalloc(64, GFP_KERNEL);", "vfio_ap_drv.c");

        var (exit, text) = Apspec(tree, "check", "--no-asan", "--traces", "20", "--scope", "mdevs=1 kvms=1", "--format", "jsonl");
        var (replayed, told) = Apspec(tree, "replay", "--trace", "scope mdevs=1 kvms=1; create m0");

        Assert.Equal((1, 1), (exit, replayed));
        var leak = Assert.Single(Objects(text), one => Text(one, "rule") == "SELF-TEST" && Text(one, "trigger") == "nothing is left after remove and module exit");
        Assert.StartsWith("allocations left is 1, expected 0: kzalloc(64) of vfio_ap_matrix_dev_create (vfio_ap_drv.c:", Text(leak, "seen"), StringComparison.Ordinal);
        Assert.Contains("fails its self-test", told, StringComparison.Ordinal);
        Assert.Contains("no rule is violated", told, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_driver_that_ends_its_process_in_create_and_open_is_told_with_both()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_mdev_open_device", "extern void _exit(int); _exit(9);");

        var (exit, text) = Apspec(tree, "check", "--no-asan", "--traces", "60", "--scope", "mdevs=1 kvms=1");

        Assert.Equal(1, exit);
        Assert.Contains("ends its own process at step 2\n  the process ended with 9.", text, StringComparison.Ordinal);
        Assert.Contains("  1 create m0\n  2 open m0\n", text, StringComparison.Ordinal);
    }

    private static string Joined(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static JsonElement[] Objects(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private static string? Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (int Exit, string Text) Apspec(EditedTree tree, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, command, "--driver", tree.Root, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = tree.Cache;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.DoesNotContain("internal error", error.Result, StringComparison.Ordinal);
        return (process.ExitCode, text);
    }
}
