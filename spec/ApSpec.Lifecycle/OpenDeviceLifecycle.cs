using ApSpec.Vocabulary;
using Stateless;
using S = ApSpec.Vocabulary.LifecycleState;
using T = ApSpec.Vocabulary.LifecycleTrigger;

namespace ApSpec.Lifecycle;

/// <summary>
/// The lifecycle of the open_device era, one state at a time. Sources: H-1.0.4 of the fact sheet (drivers/vfio/group.c,
/// drivers/vfio/vfio_main.c, virt/kvm/vfio.c, v6.0 and later).
/// </summary>
/// <remarks>
/// The guest that is named when the first descriptor is opened stays until the last one is closed: naming another, or
/// taking it back, only changes what the next first open finds. An open that fails moves nothing.
/// </remarks>
internal static class OpenDeviceLifecycle
{
    public static void Describe(StateMachine<S, T> machine)
    {
        machine.Configure(S.Absent)
            .Goes(T.Create, S.Created, "the mdev is created");

        machine.Configure(S.Created)
            .Goes(T.Remove, S.Absent, "the mdev is removed")
            .Goes(T.SetKvm, S.Offered, "a guest is named and waits for the first open")
            .Stays(T.NullNotify, "no guest was named");

        machine.Configure(S.Offered)
            .Goes(T.Remove, S.Absent, "the mdev is removed while a guest is named")
            .Goes(T.Open, S.Attached, "the first descriptor is opened and the named guest gets the mdev")
            .Goes(T.OpenRefused, S.Refused, "the first descriptor is opened for a guest that cannot have adapters")
            .Stays(T.SetKvm, "another guest is named instead")
            .Goes(T.NullNotify, S.Created, "the guest is taken back before any open");

        machine.Configure(S.Attached)
            .OnEntry(Nothing, "take " + StateEntitlement.Of(S.Attached))
            .OnExit(Nothing, "give back " + StateEntitlement.Of(S.Attached))
            .Stays(T.OpenAgain, "one more descriptor is opened; the driver does not hear of it")
            .Stays(T.SetKvm, "another guest is named, for the next first open")
            .Stays(T.NullNotify, "the named guest is taken back; the open mdev keeps the one it has")
            .Stays(T.Request, "the host wants the mdev back: the removal waits for the last close")
            .Stays(T.ReleaseOne, "one of several descriptors is closed; the guest keeps the mdev")
            .Goes(T.ReleaseLast, S.Offered, "the last descriptor is closed: all is returned")
            .Goes(T.ReleaseGone, S.Absent, "the last descriptor is closed and the removal that waited goes on");

        machine.Configure(S.Refused)
            .Stays(T.OpenAgain, "one more descriptor is opened; the driver does not hear of it")
            .Stays(T.SetKvm, "another guest is named, for the next first open")
            .Stays(T.NullNotify, "the named guest is taken back")
            .Stays(T.Request, "the host wants the mdev back: the removal waits for the last close")
            .Stays(T.ReleaseOne, "one of several descriptors is closed")
            .Goes(T.ReleaseLast, S.Offered, "the last descriptor is closed")
            .Goes(T.ReleaseGone, S.Absent, "the last descriptor is closed and the removal that waited goes on");
    }

    // What is taken and given back is the driver's work, and is judged from the ledger.
    private static void Nothing()
    {
    }
}
