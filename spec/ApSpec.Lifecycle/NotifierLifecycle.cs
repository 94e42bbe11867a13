using ApSpec.Vocabulary;
using Stateless;
using S = ApSpec.Vocabulary.LifecycleState;
using T = ApSpec.Vocabulary.LifecycleTrigger;

namespace ApSpec.Lifecycle;

/// <summary>
/// The lifecycle of the notifier era, one state at a time. Sources: H-1.0.3 and the reference traces H-1.11 of the fact
/// sheet (virt/kvm/vfio.c, drivers/vfio/vfio.c, drivers/s390/crypto/vfio_ap_ops.c, v4.20 to v5.18).
/// </summary>
/// <remarks>
/// What a trigger means is resolved before it is fired (<see cref="LifecycleTracker"/>), so nothing here is
/// conditional: the guards are always true and exist to carry each transition's sentence into the metadata. A
/// transition that stays is internal: no exit action runs, nothing is given back and nothing is taken twice.
/// </remarks>
internal static class NotifierLifecycle
{
    public static void Describe(StateMachine<S, T> machine)
    {
        machine.Configure(S.Absent)
            .Goes(T.Create, S.Created, "the mdev is created");

        machine.Configure(S.Created)
            .Goes(T.Remove, S.Absent, "the mdev is removed")
            .Goes(T.Open, S.Opened, "the first descriptor is opened and no guest is named")
            .Goes(T.SetKvm, S.Offered, "a guest is named and waits: the first open asks whether it may have the mdev")
            .Stays(T.NullNotify, "no guest was named");

        machine.Configure(S.Offered)
            .Goes(T.Remove, S.Absent, "the mdev is removed while a guest is named")
            .Goes(T.Open, S.Attached, "the first descriptor is opened and the named guest is replayed to the driver")
            .Goes(T.OpenRefused, S.Refused, "the first descriptor is opened and the named guest may not have the mdev")
            .Stays(T.SetKvm, "another guest is named instead")
            .Goes(T.NullNotify, S.Created, "the guest is taken back before any open");

        machine.Configure(S.Opened)
            .Stays(T.OpenAgain, "one more descriptor is opened")
            .Goes(T.SetKvm, S.Attached, "a guest is named and gets the mdev")
            .Goes(T.SetKvmRefused, S.Refused, "a guest is named that may not have the mdev")
            .Stays(T.NullNotify, "no guest was named")
            .Stays(T.ReleaseOne, "one of several descriptors is closed")
            .Goes(T.ReleaseLast, S.Created, "the last descriptor is closed");

        machine.Configure(S.Attached)
            .OnEntry(Nothing, "take " + StateEntitlement.Of(S.Attached))
            .OnExit(Nothing, "give back " + StateEntitlement.Of(S.Attached))
            .Stays(T.OpenAgain, "one more descriptor is opened; nothing is taken twice")
            .Stays(T.SetKvmRefused, "another guest is named, or the same again; the mdev keeps the one it has")
            .Goes(T.NullNotify, S.Opened, "the guest is taken back: everything it gave is returned")
            .Stays(T.ReleaseOne, "one of several descriptors is closed; the guest keeps the mdev")
            .Goes(T.ReleaseLast, S.Offered, "the last descriptor is closed: all is returned, the guest stays named");

        machine.Configure(S.Refused)
            .Stays(T.OpenAgain, "one more descriptor is opened; the named guest still may not have the mdev")
            .Goes(T.SetKvm, S.Attached, "a guest is named that may have the mdev, or the refused one now may")
            .Stays(T.SetKvmRefused, "another guest is named that may not have the mdev either")
            .Goes(T.NullNotify, S.Opened, "the guest that was refused is taken back")
            .Stays(T.ReleaseOne, "one of several descriptors is closed")
            .Goes(T.ReleaseLast, S.Offered, "the last descriptor is closed and the guest stays named");
    }

    // What is taken and given back is the driver's work, and is judged from the ledger.
    private static void Nothing()
    {
    }
}
