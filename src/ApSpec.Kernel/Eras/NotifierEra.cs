using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The kernel around a driver of the notifier era: it turns each operation of a trace into the calls that the mdev core, VFIO, KVM, sysfs and
/// the AP bus make. An operation that they could not deliver is refused.
/// </summary>
public sealed partial class NotifierEra : IKernelEra
{
    private readonly World world;
    private readonly NotifierEraDriver driver;
    private readonly Func<GuestAqic, KernelTask<PqapResult>> handlePqap;

    /// <summary>Puts <paramref name="driver"/> into <paramref name="world"/>.</summary>
    public NotifierEra(World world, NotifierEraDriver driver)
    {
        this.world = world;
        this.driver = driver;
        handlePqap = driver.HandlePqap;
        world.Vfio.Driver = driver;
    }

    private ObservationLayout Layout => world.Layout.Observation;

    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    public StepResult Apply(in Operation operation)
    {
        world.Log.Clear();
        world.Journal?.BeginStep();
        world.BeginAlone(operation.Fail);
        var named = world.NamedGuests(operation);
        var call = Call(operation);
        world.Probe?.EndCall();
        StepResult result;
        if (call.IsCompleted && world.Thread.Outcome == Outcome.Returned)
        {
            result = call.GetResult();
        }
        else
        {
            result = new StepResult(world.Thread.Outcome, Errno.Ok, default, false, null);
            world.MarkBusy(operation, named);
        }

        if (result.Outcome != Outcome.NotPossible)
            world.Sweep();
        return result;
    }

    /// <inheritdoc/>
    public void Begin(in Operation operation, KernelThread thread)
    {
        var op = operation;
        thread.Begin(op.Fail);
        thread.Start(() => World.Keep(Call(op), thread));
    }

    private KernelTask<StepResult> Call(in Operation op) => op.Kind switch
    {
        _ when (op.Written != TextForm.Plain || op.Masks != ConfigForm.Plain) && world.IsLive(op.Mdev) && NumberText.ErrorOf(op) is { } error => Done(StepResult.Of(error)),
        OperationKind.Create => Create(op),
        OperationKind.Remove => Remove(op),
        OperationKind.Open => Open(op),
        OperationKind.Release => Release(op),
        OperationKind.SetKvm => SetKvm(op),
        OperationKind.Notify => Notify(op),
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain
            or OperationKind.UnassignDomain or OperationKind.AssignControlDomain
            or OperationKind.UnassignControlDomain => Assign(op),
        OperationKind.Reset or OperationKind.GetInfo => Ioctl(op),
        OperationKind.AqicEnable or OperationKind.AqicDisable => Aqic(op),
        OperationKind.DmaUnmap => DmaUnmap(op),
        OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq or OperationKind.Process => Done(world.Message(op)),
        OperationKind.Unbind or OperationKind.Bind => BindQueue(op),
        OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd
            or OperationKind.AqmaskDel => ReviseMasks(op),
        OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel
            or OperationKind.HostDomainAdd => ReviseHost(op),
        OperationKind.Deconfigure or OperationKind.Configure or OperationKind.Checkstop or OperationKind.Recover
            or OperationKind.HwAnswer or OperationKind.HwDuration or OperationKind.Advance => Done(world.Machine(op)),
        OperationKind.CloseVm or OperationKind.CloseVcpu or OperationKind.CloseKvmVfio => CloseFd(op),
        OperationKind.CreateVm => Done(world.CreateVm(op.Kvm!.Value)),
        OperationKind.PvEnable => PvEnable(op),
        OperationKind.Show or OperationKind.Status or OperationKind.Ioctl => world.Text(op),
        OperationKind.Scan => NotPossible(World.ScansAtOnce),
        _ => NotPossible(OperationSyntax.FormOf(op.Kind).Needs == Features.Descriptors
            ? "the modelled VFIO has no descriptors of groups and containers"
            : $"kernels of this era have no {OperationSyntax.FormOf(op.Kind).Verb}"),
    };

    private static KernelTask<StepResult> NotPossible(string reason) => Done(StepResult.NotPossible(reason));

    private static KernelTask<StepResult> NotPossible(in RefusalText reason) => Done(StepResult.NotPossible(reason));

    private static KernelTask<StepResult> Done(in StepResult result) => new(result, null);

    private Mdev MdevOf(MdevId m) => new(world, (uint)m.Value + 1);

    private MdevDevice DeviceOf(MdevId m) => new(world, m.Value);

    private Kvm KvmOf(KvmId? k) => k is { } id ? new Kvm(world, (uint)id.Value + 1) : default;
}
