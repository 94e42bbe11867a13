using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>MASK-11 to MASK-14 where the second of two mdevs, and its second domain, are what is wrong.</summary>
internal static class ShadowCases
{
    private const string Two = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,control,hw,binding,config,steps";
    private const string Other = "m0.life=1 m1.life=1 world.instances=2 m0.matrix.apm=05 m0.matrix.aqm=0006,0007 m0.shadow.apm=05 m0.shadow.aqm=0006,0007 "
        + "05.0006.matrix_mdev=m0 05.0006.table=m0 05.0007.matrix_mdev=m0 05.0007.table=m0 ";

    private const string Links = "06.0006.matrix_mdev=m1 06.0006.table=m1 06.0007.matrix_mdev=m1 06.0007.table=m1 ";
    private const string Matrix = Other + "m1.matrix.apm=06 m1.matrix.aqm=0006,0007 " + Links;
    private const string Shadow = Matrix + "m1.shadow.apm=06 m1.shadow.aqm=0006,0007 ";
    private const string Guest = Shadow + "m0.opens=1 m0.kvm=k0 k0.crycb.apm=05 k0.crycb.aqm=0006,0007 m1.opens=1 m1.kvm=k1 k1.crycb.apm=06 k1.crycb.aqm=0006,0007 ";
    private const string BothAttached = "m0=Attached:k0 m1=Attached:k1";
    private const string Lacks = "Masks: the shadow of m1 lacks adapter 06, all of whose assigned queues it has";

    public static IEnumerable<RuleCase> All() => [.. Guests(), .. Bounds(), .. Queues(), .. Whole()];

    public static IEnumerable<PremiseCase> Premises()
    {
        yield return new("MASK-12 MASK-13", "when the second mdev has a shadow", true,
            Open("assign_domain m1 0007").Both("m1.life=1 m1.shadow.apm=06 m1.shadow.aqm=0006").After("m1.matrix.aqm=0007"));
        yield return new("MASK-12 MASK-13", "when the shadow has adapters alone", false,
            Open("assign_domain m1 0007").Both("m1.life=1 m1.shadow.apm=06").After("m1.matrix.aqm=0007"));
        yield return new("MASK-12 MASK-13", "when the shadow has domains alone", false,
            Open("assign_domain m1 0007").Both("m1.life=1 m1.shadow.aqm=0006").After("m1.matrix.aqm=0007"));
        yield return new("MASK-14", "when the second mdev gets a whole adapter", true, Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Shadow));
        yield return new("MASK-14", "when the second domain's queue is another mdev's", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "06.0007.matrix_mdev=m0"));
        yield return new("MASK-14", "when the second domain's queue is in no table", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "06.0007.table=0"));
        yield return new("MASK-14", "when the second domain's queue is not bound", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "06.0007.driver=1"));
        yield return new("MASK-14", "when the host has not the adapter", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "world.host.apm_gone=06"));
        yield return new("MASK-14", "when no domain is assigned", false,
            Open("assign_adapter m1 06").Before("m1.life=1").After("m1.life=1 m1.matrix.apm=06 " + Links));
        yield return new("MASK-14", "when the matrix stays as it is", false, Open("assign_domain m1 0007").Both(Matrix).After("m1.matrix.adm=0006"));
        yield return new("MASK-14", "when the assignment fails", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix).Returns(StepResult.Of(Errno.EBUSY)));
        yield return new("MASK-14", "when a queue of it is bound", true, Open("bind 06.0007").Both(Matrix).Before("06.0007.driver=1"));
        yield return new("MASK-14", "when a queue of the first is bound, too", true, Open("bind 05.0006").Both(Matrix).Before("05.0006.driver=1"));
        yield return new("MASK-14", "when a queue that is nobody's is bound", false,
            Open("bind 06.0007").Both("m1.life=1 m1.matrix.apm=06 m1.matrix.aqm=0006 06.0006.matrix_mdev=m1 06.0006.table=m1").Before("06.0007.driver=1"));
        yield return new("MASK-14", "when its domain comes back", true, Open("host_config +0007").Both(Matrix).Before("world.host.aqm_gone=0007"));
        yield return new("MASK-14", "when another domain comes back", false,
            Open("host_config +0007").Both("m1.life=1 m1.matrix.apm=06 m1.matrix.aqm=0006 06.0006.matrix_mdev=m1 06.0006.table=m1").Before("world.host.aqm_gone=0007"));
        yield return new("MASK-14", "when it came back and waits for the end of the scan", false,
            Open("host_config +0007").Both(Matrix).Before("world.host.aqm_gone=0007")
                .After("m0.matrix.aqm=0006 m1.add.apm=06 m1.add.aqm=0007"));
        yield return new("MASK-14", "when the scan is still under way", false,
            Open("host_config +0007").Both(Matrix).Before("world.host.aqm_gone=0007").After("world.scan.thread=1"));
        yield return new("MASK-14", "when the scan that it waited for ends", true,
            Open("scan").Both(Matrix).Before("world.scan.thread=1 m1.add.aqm=0007"));
        yield return new("MASK-14", "when a scan ends that it did not wait for", false, Open("scan").Both(Matrix).Before("world.scan.thread=1"));
        yield return new("MASK-14", "when a call on it never returned", false,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "m1.busy=1"));
        yield return new("MASK-14", "when it is gone", false, Open("bind 06.0007").Both(Matrix).Before("06.0007.driver=1").After("m1.life=2"));
    }

    private static IEnumerable<RuleCase> Guests()
    {
        yield return new("MASK-11", "is violated by the second guest's domains", "Masks: k1 lacks aqm 0007, the shadow of m1 has it",
            Open("assign_domain m1 0007").Both(Guest).After("k1.crycb.aqm=0006").Lifecycle(BothAttached));
        yield return new("MASK-11", "is violated by a domain too many", "Masks: k1 has aqm 0007, the shadow of m1 has not",
            Open("unassign_domain m1 0007").Both(Guest).After("m1.shadow.aqm=0006 m1.matrix.aqm=0006").Lifecycle(BothAttached));
        yield return new("MASK-11", "is violated by a removal that leaves a part", "Masks: k1 lacks apm 06, the shadow of m1 has it",
            Open("request m1", Two + ",eventfds").Both(Guest).After("m1.removing=1 k1.crycb.apm=0").Lifecycle(BothAttached));
        yield return new("MASK-11", "holds when a removal takes all", null,
            Open("request m1", Two + ",eventfds").Both(Guest).After("m1.removing=1 k1.crycb.apm=0 k1.crycb.aqm=0").Lifecycle(BothAttached));
    }

    private static IEnumerable<RuleCase> Bounds()
    {
        const string text = "which is not assigned or not the host's";
        yield return new("MASK-12", "is violated by the second mdev's domain", $"Masks: the shadow of m1 has aqm 0007, {text}",
            Open("unassign_domain m1 0007").Both(Shadow).After("m1.matrix.aqm=0006"));
        yield return new("MASK-12", "is violated by a domain that the host lost", $"Masks: the shadow of m0 has aqm 0007, {text}",
            Open("host_config -0007").Both(Shadow).After("world.host.aqm_gone=0007"));
        yield return new("MASK-12", "is violated by a control domain", $"Masks: the shadow of m1 has adm 0007, {text}",
            Open("unassign_control_domain m1 0007").Both(Shadow + "m1.shadow.adm=0007").Before("m1.matrix.adm=0007"));
        yield return new("MASK-12", "holds for an mdev that is freed", null, Open("remove m1").Both(Shadow).After("m1.life=2 m1.matrix.apm=0"));
    }

    private static IEnumerable<RuleCase> Queues()
    {
        yield return new("MASK-13", "is violated by the second domain's queue", "Masks: 06.0007 is in the shadow of m1 and vfio_ap does not have it",
            Open("unbind 06.0007").Both(Shadow).After("06.0007.driver=1"));
        yield return new("MASK-13", "is violated by a queue that names the other mdev", "Masks: 06.0007 is in the shadow of m1 and names another mdev or none",
            Open("assign_domain m1 0007").Both(Shadow).After("06.0007.matrix_mdev=m0"));
        yield return new("MASK-13", "holds for queues outside the shadow", null,
            Open("unbind 06.0007").Both(Shadow).After("06.0007.driver=1 06.0007.matrix_mdev=0 m1.shadow.aqm=0006"));
    }

    private static IEnumerable<RuleCase> Whole()
    {
        yield return new("MASK-14", "is violated by the second mdev and its second adapter", Lacks,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix));
        yield return new("MASK-14", "is violated by an adapter of a new matrix", Lacks,
            Open("ap_config m1 apm=06 aqm=0006,0007 adm=none").Before(Other).After(Matrix));
        yield return new("MASK-14", "is violated when the second queue is bound", Lacks, Open("bind 06.0007").Both(Matrix).Before("06.0007.driver=1"));
        yield return new("MASK-14", "is violated when the domain came back", Lacks, Open("host_config +0007").Both(Matrix).Before("world.host.aqm_gone=0007"));
        yield return new("MASK-14", "is violated when the scan that it waited for ends", Lacks,
            Open("scan").Both(Matrix).Before("world.scan.thread=1 m1.add.aqm=0007"));
        yield return new("MASK-14", "holds when the second queue is not bound", null,
            Open("assign_domain m1 0007").Before(Other + "m1.matrix.apm=06").After(Matrix + "06.0007.driver=1"));
    }

    private static StepBuilder Open(string operation, string scope = Two) => new(scope, operation, Era.OpenDevice);
}
