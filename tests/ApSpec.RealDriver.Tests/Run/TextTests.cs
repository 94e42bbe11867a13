using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>What a compiled driver shows in sysfs, takes from there, and answers to ioctls.</summary>
public sealed class TextTests
{
    private const string Scope = "scope mdevs=1 kvms=1 adapters=05,ff domains=0006 features=masks,control,config,text,ioctls\n";
    private const string Assigned = "assign_adapter m0 05\nassign_domain m0 0006\n";
    private const string Opened = "set_kvm m0 k0\nopen m0\n";

    /// <summary>Traces after <c>create m0</c>, each with the answer to its last operation.</summary>
    private static readonly (string Trace, string Last)[] Cases =
    [
        ("assign_adapter m0 ff as=\"0xff\\n\"\nshow m0 matrix", "0 ff.\\n"),
        (Assigned + "show m0 matrix", "0 05.0006\\n"),
        (Assigned + "show m0 guest_matrix", "0 05.0006\\n"),
        ("assign_control_domain m0 0006\nshow m0 control_domains", "0 0006\\n"),
        (Assigned + "status 05.0006", "0 assigned\\n"),
        (Assigned + Opened + "status 05.0006", "0 in use\\n"),
        ("status ff.0006", "0 unassigned\\n"),
        ("show m0 ap_config", $"0 0x{new string('0', 64)},0x{new string('0', 64)},0x{new string('0', 64)}\\n"),
        ("assign_adapter m0 05 as=\"05\\n\"", "0"),
        ("assign_adapter m0 05 as=\"+5\\n\"", "0"),
        ("assign_adapter m0 05 as=\"5\"", "0"),
        ("assign_adapter m0 05 as=\"\\x205\\n\"", "-EINVAL"),
        ("assign_adapter m0 05 as=\"5\\n\\n\"", "-EINVAL"),
        ("assign_adapter m0 05 as=\"261\\n\"", "-ENODEV"),
        ("assign_adapter m0 05 as=\"4294967301\\n\"", "-ENODEV"),
        ("assign_adapter m0 05 as=\"18446744073709551621\\n\"", "-ERANGE"),
        ("unassign_domain m0 0006 as=\"6z\\n\"", "-EINVAL"),
        (Opened + "ioctl m0 info", "0 flags=0x21 regions=0 irqs=1 argsz=16 read=16 written=16"),
        (Opened + "ioctl m0 info_long", "0 flags=0x21 regions=0 irqs=1 argsz=80 read=16 written=16"),
        (Opened + "ioctl m0 info_short", "-EINVAL"),
        (Opened + "ioctl m0 info_unread", "-EFAULT"),
        (Opened + "ioctl m0 info_unwritten", "-EFAULT"),
        (Opened + "ioctl m0 irq_info_unread", "-EFAULT"),
        (Opened + "ioctl m0 irq_info_unwritten", "-EFAULT"),
        (Opened + "ioctl m0 set_unread", "-EFAULT"),
        (Opened + "ioctl m0 irq_info", "0 index=0 flags=0x1 count=1 argsz=16 read=16 written=16"),
        (Opened + "ioctl m0 irq_info_beyond", "-EINVAL"),
        (Opened + "ioctl m0 set_bare", "-EINVAL"),
        (Opened + "ioctl m0 set_closed", "-EBADF"),
        (Opened + "ioctl m0 unknown", "-EOPNOTSUPP"),
        ("ioctl m0 info", "skipped: m0 has no open descriptor"),
    ];

    [KernelTreeFact]
    public void The_trees_own_code_answers()
    {
        using var driver = LoadedDriver.Of("6.12");

        Assert.Equal(Cases, Cases.Select(one => (one.Trace, LastOf(driver, one.Trace))));
    }

    private static string LastOf(LoadedDriver driver, string trace)
    {
        var steps = driver.Run(LoadedDriver.Trace($"{Scope}create m0\n{trace}\n"));

        Assert.All(steps, step => Assert.True(step.Faults.IsEmpty && step.Violated.IsEmpty, step.ToString()));
        var last = steps[^1].Result;
        return last.Outcome == Outcome.NotPossible ? $"{last}: {last.Reason}"
            : last.Text is { } text ? $"{last} {StepResult.Printable(text)}"
            : last.ToString();
    }
}
