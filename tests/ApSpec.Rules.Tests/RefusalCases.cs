using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>CALL-04: which errors have a reason.</summary>
internal static class RefusalCases
{
    private const string Masks = "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks,config,failures,eventfds";
    private const string Hw = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,reset,hw";
    private const string NoHw = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,reset";
    private const string Highest = "mdevs=1 kvms=1 adapters=05,3f domains=0006,000f features=masks format=0";
    private const string Live = "m0.life=1 m1.life=1 world.instances=2 ";

    public static IEnumerable<RuleCase> All() =>
    [
        .. Two("create m0", Errno.EUSERS, "world.instances=2", "world.instances=1"),
        .. Two("create m0 fail=alloc", Errno.ENOMEM, "", null), Bad("create m0", Errno.ENOMEM, ""), Bad("create m0", Errno.EBUSY, ""),
        .. Two("open m0", Errno.EINVAL, Live, Live + "m0.group.kvm=k0"),
        .. Two("open m0", Errno.EPERM, Live + "m0.group.kvm=k0 k0.pqap_hook=m1", Live + "m0.group.kvm=k0 k1.pqap_hook=m1"),
        .. Two("open m0 fail=module", Errno.ENODEV, Live, null), Bad("open m0", Errno.ENODEV, Live),
        .. Two("assign_adapter m0 05", Errno.EADDRINUSE, Live + "m0.matrix.aqm=0006 m1.matrix.aqm=0006 m1.matrix.apm=05",
            Live + "m0.matrix.aqm=0006 m1.matrix.apm=05"),
        .. Two("assign_domain m0 0006", Errno.EADDRINUSE, Live + "m0.matrix.apm=05 m1.matrix.aqm=0006 m1.matrix.apm=05",
            Live + "m0.matrix.apm=05 m0.matrix.aqm=0006"),
        Bad("assign_adapter m0 05", Errno.EADDRINUSE, Live + "m0.matrix.aqm=0006 m1.matrix.aqm=0006"),
        .. Two("assign_adapter m0 05", Errno.EADDRNOTAVAIL, Live, null),
        Good("assign_adapter m0 40", Errno.ENODEV, "m0.life=1", Highest), Bad("assign_adapter m0 3f", Errno.ENODEV, "m0.life=1", Highest),
        Good("assign_domain m0 0010", Errno.ENODEV, "m0.life=1", Highest), Bad("assign_domain m0 000f", Errno.ENODEV, "m0.life=1", Highest),
        Good("create m0", Errno.EUSERS, "world.instances=1", "mdevs=2 kvms=1 features=masks instances=1"),
        .. Two("unassign_adapter m0 05", Errno.ENODEV, Live + "m0.removing=1", Live),
        Bad("assign_domain m0 0006", Errno.ENODEV, Live), Bad("assign_adapter m0 05", Errno.EBUSY, Live), Bad("unassign_domain m0 0006", Errno.EBUSY, Live),
        .. Two("set_irq m0 req bad", Errno.EBADF, Live, null), Bad("set_irq m0 req on", Errno.EBADF, Live),
        .. Two("set_irq m0 cfg on", Errno.EINVAL, Live, null), Bad("set_irq m0 req off", Errno.EINVAL, Live),
        Good("reset m0", Errno.EIO, "m0.life=1", Hw), Bad("reset m0", Errno.EIO, "m0.life=1", NoHw), Bad("reset m0", Errno.EINVAL, "m0.life=1", Hw),
    ];

    // The same refusal where the reason stands, and where it does not.
    private static IEnumerable<RuleCase> Two(string operation, Errno errno, string stands, string? doesNot)
    {
        yield return Good(operation, errno, stands);
        if (doesNot is not null)
            yield return Bad(operation, errno, doesNot);
    }

    private static RuleCase Good(string operation, Errno errno, string fields, string scope = Masks) =>
        new("CALL-04", $"holds for {errno} of {operation} with {fields}", null, Step(scope, operation, errno, fields));

    private static RuleCase Bad(string operation, Errno errno, string fields, string scope = Masks) => new("CALL-04",
        $"is violated by {errno} of {operation} with {fields}", $"Result: '{operation}' is refused with -{errno}, and nothing stands against it",
        Step(scope, operation, errno, fields));

    private static StepBuilder Step(string scope, string operation, Errno errno, string fields) =>
        new StepBuilder(scope, operation, Era.OpenDevice).Both(fields).Returns(StepResult.Of(errno));
}
