using ApSpec.Vocabulary;
using static ApSpec.Rules.Tests.Ledgers;

namespace ApSpec.Rules.Tests;

/// <summary>Rules over what user space reads and writes as text, and over what ioctls answer.</summary>
internal static class UserCases
{
    private const string Text = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,text";
    private const string Ioctls = "mdevs=1 kvms=1 adapters=05 domains=0006 features=ioctls";

    public static IEnumerable<RuleCase> All() => [.. Shows(), .. Stores(), .. Answers()];

    private static IEnumerable<RuleCase> Shows()
    {
        yield return new("USER-01", "holds for all queues", null, Show("show m0 matrix", "05.0006\n"));
        yield return new("USER-01", "is violated by a queue that is not shown", "Result: reads \"\", the driver has \"05.0006\\n\"", Show("show m0 matrix", ""));
        yield return new("USER-01", "is violated by another format", "Result: reads \"5.6\\n\", the driver has \"05.0006\\n\"", Show("show m0 matrix", "5.6\n"));
        yield return new("USER-01", "is violated by a read that fails", "Result: reads -ENOENT, the driver has \"05.0006\\n\"",
            Step("show m0 matrix").Both(Created + Matrix).Returns(StepResult.Of(Errno.ENOENT)));
        yield return new("USER-01", "holds for a queue that is assigned", null, Show("status 05.0006", "assigned\n"));
        yield return new("USER-01", "is violated by a queue that is not in use", "Result: reads \"in use\\n\", the driver has \"assigned\\n\"",
            Show("status 05.0006", "in use\n"));
    }

    private static IEnumerable<RuleCase> Stores()
    {
        yield return new("USER-02", "holds for hexadecimal", null, Step("assign_adapter m0 05 as=\"0x5\\n\"").Both(Created));
        yield return new("USER-02", "is violated by hexadecimal that is refused", "Result: the store returns -EINVAL, no error of the text expected",
            Step("assign_adapter m0 05 as=\"0x5\\n\"").Both(Created).Returns(StepResult.Of(Errno.EINVAL)));
        yield return new("USER-02", "is violated by a letter that is read over", "Result: the store returns 0, -EINVAL expected",
            Step("assign_adapter m0 05 as=\"5z\\n\"").Both(Created));
        yield return new("USER-02", "is violated by an id that is cut", "Result: the store returns 0, -ENODEV expected",
            Step("assign_adapter m0 05 as=\"261\\n\"").Both(Created));
        yield return new("USER-03", "holds for a store that took all", null, Step("assign_adapter m0 05").Both(Created));
        yield return new("USER-03", "is violated by a store that took a part", "Result: the store returns 1 bytes taken, not all",
            Step("assign_adapter m0 05").Both(Created).Returns(StepResult.Ok with { Text = "1 bytes taken, not all" }));
    }

    private static IEnumerable<RuleCase> Answers()
    {
        yield return new("USER-04", "holds for what the device is", null, Answer("ioctl m0 info", "flags=0x21 regions=0 irqs=1"));
        yield return new("USER-04", "is violated by a device that cannot be reset", "Result: answers \"flags=0x20 regions=0 irqs=1\", expected \"flags=0x21 regions=0\"",
            Answer("ioctl m0 info", "flags=0x20 regions=0 irqs=1"));
        yield return new("USER-04", "holds for a driver without interrupts", null, Refuse("ioctl m0 irq_info", Errno.EOPNOTSUPP));
        yield return new("USER-04", "is violated by an interrupt that is refused", "Result: answers -EINVAL, expected \"index=0 flags=0x1 count=1\"",
            Refuse("ioctl m0 irq_info", Errno.EINVAL));
        yield return new("USER-05", "holds for a field that is refused", null, Refuse("ioctl m0 set_two", Errno.EINVAL));
        yield return new("USER-05", "is violated by one that is not", "Result: returns 0, -EINVAL expected", Step(Ioctls, "ioctl m0 set_two"));
        yield return new("USER-05", "holds for an argument that cannot be written", null, Refuse("ioctl m0 irq_info_unwritten", Errno.EFAULT));
        yield return new("USER-05", "is violated by one that is said to be written", "Result: returns 0, -EFAULT expected", Step(Ioctls, "ioctl m0 info_unwritten"));
        yield return new("USER-05", "is violated by another error", "Result: returns -EINVAL, -ENOTTY or -EOPNOTSUPP expected", Refuse("ioctl m0 unknown", Errno.EINVAL));
    }

    private static StepBuilder Show(string operation, string text) => Step(operation).Both(Created + Matrix).Returns(StepResult.Ok with { Text = text });

    private static StepBuilder Answer(string operation, string text) => Step(Ioctls, operation).Returns(StepResult.Ok with { Text = text });

    private static StepBuilder Refuse(string operation, Errno errno) => Step(Ioctls, operation).Returns(StepResult.Of(errno));

    private static StepBuilder Step(string operation) => Step(Text, operation);

    private static StepBuilder Step(string scope, string operation) => new(scope, operation);
}
