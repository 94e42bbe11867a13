using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The kernel around a driver of the open_device era: it turns each operation of a trace into the calls that the mdev core, VFIO, KVM, sysfs
/// and the AP bus make. An operation that they could not deliver is refused.
/// </summary>
public sealed partial class OpenDeviceEra : IKernelEra
{
    private readonly World world;
    private readonly OpenDeviceEraDriver driver;
    private readonly OpenDeviceVfio vfio;
    private readonly Func<GuestAqic, KernelTask<PqapResult>> handlePqap;

    /// <summary>Puts <paramref name="driver"/> into <paramref name="world"/>.</summary>
    public OpenDeviceEra(World world, OpenDeviceEraDriver driver)
    {
        this.world = world;
        this.driver = driver;
        handlePqap = driver.HandlePqap;
        vfio = new OpenDeviceVfio(world, driver);
        world.OpenVfio = vfio;
    }

    private ObservationLayout Layout => world.Layout.Observation;

    /// <summary>Does one operation, to its end or to the point where its call is abandoned.</summary>
    public StepResult Apply(in Operation operation)
    {
        world.Log.Clear();
        world.Journal?.BeginStep();
        world.BeginAlone(operation.Fail);
        var call = Whole(operation);
        world.Probe?.EndCall();
        StepResult result;
        if (call.IsCompleted && world.Thread.Outcome == Outcome.Returned)
        {
            result = call.GetResult();
        }
        else
        {
            result = new StepResult(world.Thread.Outcome, Errno.Ok, default, false, null);
            world.MarkBusy(operation, 0, world.Thread.Call.Asking);
        }

        if (result.Outcome == Outcome.NotPossible)
            return result;
        world.Sweep();
        ReportStray();
        return result;
    }

    /// <inheritdoc/>
    public void Begin(in Operation operation, KernelThread thread)
    {
        var op = operation;
        thread.Begin(op.Fail);
        thread.Start(() => World.Keep(Whole(op), thread));
    }

    private KernelTask<StepResult> Whole(in Operation operation) => world.Scope.Has(Features.Waits) ? CallAndAsk(operation) : Call(operation);

    // The ledger shows the mdev that a queue's hash node points back to. If that is freed memory, it is reported here.
    private void ReportStray()
    {
        foreach (var queue in world.Observe().UsedQueues)
        {
            if (world.Get(world.Layout.Queues[queue].IsStray) != 0 && world.Get(Layout.Queues[queue].Link) != 0)
                world.Report(FaultKind.WildAccess, "table of a queue: it names nothing that exists", "observation", 0);
        }
    }

    private KernelTask<StepResult> Call(in Operation op) => op.Kind switch
    {
        _ when (op.Written != TextForm.Plain || op.Masks != ConfigForm.Plain) && world.IsLive(op.Mdev) && NumberText.ErrorOf(op) is { } error => Done(StepResult.Of(error)),
        OperationKind.Create => Create(op),
        OperationKind.Remove => Remove(op),
        OperationKind.Request => Request(op),
        OperationKind.Open => Open(op),
        OperationKind.Release => Release(op),
        OperationKind.SetKvm => SetKvm(op),
        OperationKind.Notify => NotPossible("there is no group notifier in this era"),
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain
            or OperationKind.UnassignDomain or OperationKind.AssignControlDomain
            or OperationKind.UnassignControlDomain or OperationKind.ApConfig => Store(op),
        OperationKind.Reset or OperationKind.GetInfo or OperationKind.SetIrq => Ioctl(op),
        OperationKind.AqicEnable or OperationKind.AqicDisable => Aqic(op),
        OperationKind.DmaUnmap => DmaUnmap(op),
        OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq or OperationKind.GuestRapq
            or OperationKind.GuestTapq or OperationKind.Process => Done(world.Message(op)),
        OperationKind.Unbind or OperationKind.Bind => BindQueue(op),
        OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd
            or OperationKind.AqmaskDel => ReviseMasks(op),
        OperationKind.Override => driver.Facts.HasOverride
            ? Done(world.Override(op))
            : NotPossible("the queues of this kernel have no driver_override"),
        OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel
            or OperationKind.HostDomainAdd or OperationKind.HostControlDel or OperationKind.HostControlAdd => ReviseHost(op),
        OperationKind.Deconfigure or OperationKind.Configure or OperationKind.Checkstop or OperationKind.Recover
            or OperationKind.HwAnswer or OperationKind.HwDuration or OperationKind.Advance => Done(world.Machine(op)),
        OperationKind.AdvanceLong => AdvanceLong(),
        OperationKind.CloseVm or OperationKind.CloseVcpu or OperationKind.CloseKvmVfio => CloseFd(op),
        OperationKind.CreateVm => Done(world.CreateVm(op.Kvm!.Value)),
        OperationKind.PvEnable => PvEnable(op),
        OperationKind.Share or OperationKind.Unshare => Done(world.ShareRefusal(op) is { } refusal ? StepResult.NotPossible(refusal) : world.Share(op)),
        OperationKind.Status => Status(op),
        OperationKind.Show or OperationKind.Ioctl => world.Text(op),
        OperationKind.Scan => NotPossible(World.ScansAtOnce),
        _ => NotPossible(OperationSyntax.FormOf(op.Kind).Needs == Features.Descriptors
            ? "the modelled VFIO has no descriptors of groups and containers"
            : $"kernels of this era have no {OperationSyntax.FormOf(op.Kind).Verb}"),
    };

    private static KernelTask<StepResult> NotPossible(string reason) => Done(StepResult.NotPossible(reason));

    private static KernelTask<StepResult> NotPossible(in RefusalText reason) => Done(StepResult.NotPossible(reason));

    private static KernelTask<StepResult> Done(in StepResult result) => new(result, null);

    private uint Opens(MdevId m) => world.Get(Layout.Mdevs[m.Value].Opens);

    private bool IsRemoving(MdevId m) => world.Get(Layout.Mdevs[m.Value].Removing) != 0;

    private Mdev MdevOf(MdevId m) => new(world, (uint)m.Value + 1);

    private MdevDevice DeviceOf(MdevId m) => new(world, m.Value);

    private Kvm KvmOf(KvmId? k) => k is { } id ? new Kvm(world, (uint)id.Value + 1) : default;

    private AdapterSet AdaptersOf(IdPair ids)
    {
        var set = world.Matrix.NoAdapters;
        if (ids.Count > 0)
            set = set.With(new Apid(ids.First));
        return ids.Count > 1 ? set.With(new Apid(ids.Second)) : set;
    }

    private DomainSet DomainsOf(IdPair ids)
    {
        var set = world.Matrix.NoDomains;
        if (ids.Count > 0)
            set = set.With(new Apqi(ids.First));
        return ids.Count > 1 ? set.With(new Apqi(ids.Second)) : set;
    }
}
