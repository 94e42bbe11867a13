using ApSpec.RealDriver.Build;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>What a tree calls and nothing stands for becomes a stub: tried by taking fakes away, and by calls that no kernel has.</summary>
public sealed class MissingFunctionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [KernelTreeFact]
    public void A_fake_that_is_taken_away_is_a_stub_with_its_place_and_its_file()
    {
        using var tree = new EditedTree("6.12");
        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache) with { ShimFolder = Without("kernel/eventfd.h", "#define eventfd_signal") });
        var missing = Assert.Single(build.Manifest.Missing);

        Assert.Equal(("eventfd_signal", "kernel/eventfd.h", "eventfds"), (missing.Name, missing.FakeFile, missing.Topic));
        Assert.Matches(@"^drivers/s390/crypto/vfio_ap_ops\.c:\d+$", missing.Place);
        Assert.Empty(SelfTests.Failed(build.Manifest.SelfTest));
    }

    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_function_of_tomorrow_ends_the_traces_that_reach_it_and_no_others(string version)
    {
        using var tree = new EditedTree(version);
        var line = tree.Begin("vfio_ap_mdev_unset_kvm", "function_of_tomorrow(matrix_mdev, 1, \"two\");");
        using var driver = tree.Load();
        var steps = driver.Run(LoadedDriver.Trace(
            "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none\ncreate m0\nset_kvm m0 k0\nopen m0\nrelease m0\n"));

        Assert.Equal($"drivers/s390/crypto/vfio_ap_ops.c:{line}", Assert.Single(driver.Built.Missing).Place);
        Assert.All(steps.SkipLast(1), step => Assert.Null(step.CapHit));
        Assert.Equal(Cutoff.Because("the driver called function_of_tomorrow()"), steps[^1].CapHit);
        Assert.All(steps, step => Assert.Empty(step.Violated));
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_function_that_is_declared_and_nowhere_defined_is_a_stub_too()
    {
        using var tree = new EditedTree("6.12");
        Directory.Delete(Path.Combine(tree.Root, "drivers/vfio"), recursive: true);
        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache) with { ShimFolder = Renamed("vfio/assumed/vfio_dma.c", "int vfio_pin_pages(") });
        var missing = Assert.Single(build.Manifest.Missing);

        Assert.Equal("vfio_pin_pages", missing.Name);
        Assert.Equal("kernel/vfio.h", missing.FakeFile);
        Assert.Contains(build.Manifest.SelfTest, check => check.Missing == "vfio_pin_pages" && check.Failure is null);
        Assert.Null(build.CannotLoad);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void The_value_of_a_stub_is_the_pointer_that_the_tree_declares()
    {
        using var tree = new EditedTree("6.12");
        tree.Write("include/linux/tomorrow.h", "struct device *device_of_tomorrow(int number);\n");
        tree.Change(text => "#include <linux/tomorrow.h>\n" + text);
        tree.Begin("vfio_ap_mdev_unset_kvm", "if (device_of_tomorrow(1)->parent) return;");
        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.Equal("device_of_tomorrow", Assert.Single(build.Manifest.Missing).Name);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_function_that_is_only_named_is_a_stub_when_the_tree_declares_it()
    {
        using var tree = new EditedTree("6.12");
        tree.Write("include/linux/tomorrow.h", "int callback_of_tomorrow(void *data);\n");
        tree.Change(text => "#include <linux/tomorrow.h>\n" + text);
        tree.Begin("vfio_ap_mdev_unset_kvm", "int (*callback)(void *) = callback_of_tomorrow; callback(matrix_mdev);");
        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.Equal("callback_of_tomorrow", Assert.Single(build.Manifest.Missing).Name);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_function_that_an_inline_of_a_header_calls_is_a_stub()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeFile("include/linux/vfio.h", text => Inside(text, "int core_of_tomorrow(void);\nstatic inline int vfio_tomorrow(void) { return core_of_tomorrow(); }\n"));
        tree.Begin("vfio_ap_mdev_unset_kvm", "vfio_tomorrow();");
        var missing = Assert.Single(Builds.Of(tree.Root, Builds.Options(tree.Cache)).Manifest.Missing);

        Assert.Equal("core_of_tomorrow", missing.Name);
        Assert.StartsWith("include/linux/vfio.h:", missing.Place, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_function_that_is_declared_and_only_named_is_a_stub()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeFile("include/linux/vfio.h", text => Inside(text, "void default_of_tomorrow(struct vfio_device *device);\n"));
        tree.Begin("vfio_ap_mdev_unset_kvm", "static void (*volatile call)(struct vfio_device *) = default_of_tomorrow; call(0);");
        var missing = Assert.Single(Builds.Of(tree.Root, Builds.Options(tree.Cache)).Manifest.Missing);

        Assert.Equal("default_of_tomorrow", missing.Name);
        Assert.StartsWith("drivers/s390/crypto/vfio_ap_ops.c:", missing.Place, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeTheory]
    [InlineData("for_each_thing_of_tomorrow(matrix_mdev) { return; }", "expected ';' before '{'")]
    [InlineData("struct thing_of_tomorrow thing; thing.count = 1;", "storage size of 'thing'")]
    [InlineData("if (matrix_mdev->flags_of_tomorrow) return;", "no member named 'flags_of_tomorrow'")]
    [InlineData("if (CONSTANT_OF_TOMORROW) return;", "'CONSTANT_OF_TOMORROW' undeclared")]
    public void A_type_or_macro_that_cannot_be_had_stops_the_build_with_its_place(string statement, string message)
    {
        using var tree = new EditedTree("6.12");
        var line = tree.Begin("vfio_ap_mdev_unset_kvm", statement);
        var error = Builds.ErrorOf(tree.Root, Builds.Options(tree.Cache));

        Assert.Contains($"drivers/s390/crypto/vfio_ap_ops.c:{line}: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_call_while_the_module_is_loaded_is_no_verdict_and_no_failure()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_mdev_register", "registration_of_tomorrow();");
        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.Equal("registration_of_tomorrow", build.CannotLoad);
        Assert.Empty(SelfTests.FailedWithWhatIsThere(build.Manifest.SelfTest));
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void A_call_as_the_module_leaves_is_in_no_trace_and_said_all_the_same()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_mdev_unregister", "unregistration_of_tomorrow();");
        var (exit, output) = Run(tree.Cache, ["check", "--traces", "20", "--rule", "KVM-03", "--driver", tree.Root]);

        Assert.Equal(4, exit);
        Assert.Contains("self-test, nothing is left after remove and module exit: no verdict:", output.Replace("\n    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Trait("Kind", "Long")]
    [KernelTreeFact]
    public void Every_command_says_what_was_reached_and_ends_without_a_verdict()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_mdev_unset_kvm", "function_of_tomorrow(matrix_mdev);");
        const string Trace = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none; create m0; set_kvm m0 k0; open m0; release m0";
        (string[] Arguments, string Text)[] commands =
        [
            (["check", "--traces", "20", "--rule", "KVM-03", "--driver", tree.Root], "function_of_tomorrow()"),
            (["check", "--traces", "20", "--rule", "KVM-03", "--format", "jsonl", "--driver", tree.Root], "\"missing\":\"function_of_tomorrow\""),
            (["replay", "--trace", Trace, "--driver", tree.Root], "no verdict from here on: the driver called function_of_tomorrow()"),
            (["replay", "--trace", Trace, "--asan", "--driver", tree.Root], "no verdict from step 4 on"),
            (["lockstep", "--traces", "20", "--driver", tree.Root], "function_of_tomorrow()"),
        ];

        Assert.All(commands, command =>
        {
            var (exit, output) = Run(tree.Cache, command.Arguments);
            Assert.Equal((4, true), (exit, output.Contains(command.Text, StringComparison.Ordinal)));
        });
    }

    private static (int Exit, string Output) Run(string cache, string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Builds.Tool.File, [.. Builds.Tool.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    // Before the end of the header's guard.
    private static string Inside(string header, string text) => header.Insert(header.LastIndexOf("#endif", StringComparison.Ordinal), text);

    private string Without(string file, string line) => Edited(file, text =>
        string.Concat(text.Split('\n', StringSplitOptions.None).Where(one => !one.StartsWith(line, StringComparison.Ordinal)).Select(one => one + '\n')));

    private string Renamed(string file, string definition) =>
        Edited(file, text => text.Replace(definition, definition.Replace("vfio_", "apx_taken_away_", StringComparison.Ordinal), StringComparison.Ordinal));

    private string Edited(string file, Func<string, string> edit)
    {
        foreach (var path in Directory.EnumerateFiles(ShimSource.Default, "*", SearchOption.AllDirectories))
            folder.Write(Path.GetRelativePath(ShimSource.Default, path), File.ReadAllText(path));
        var text = File.ReadAllText(folder.At(file));
        var edited = edit(text);
        Assert.NotEqual(text.TrimEnd(), edited.TrimEnd());
        folder.Write(file, edited);
        return folder.Path;
    }
}
