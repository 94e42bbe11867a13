using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// Runs a trace on a compiled driver and records each call. Then it reads sysfs, closes and removes everything left, and unloads the module,
/// so that a leak checker sees a complete run.
/// </summary>
internal sealed class TraceRecorder(RealDriverSystem system, CallRecorder recorder)
{
    private const int ClosesMax = 255;
    private const int ScanStepsMax = NativeObs.QueuesMax + 1;

    private static readonly NativeAttribute[] Shown =
        [NativeAttribute.Matrix, NativeAttribute.GuestMatrix, NativeAttribute.ControlDomains, NativeAttribute.ApConfig];

    // Descriptors that can keep a group in its container; a removal waits for those.
    private static readonly OperationKind[] Descriptors = [OperationKind.SetKvm, OperationKind.CloseGroup, OperationKind.CloseContainer];

    private bool isOver;

    /// <summary>Runs it, at most up to a call that does not return.</summary>
    public void Run(Trace trace)
    {
        var before = trace.Schedule is null ? trace.Operations : trace.Before;
        for (var i = 0; i < before.Length && !isOver; i++)
        {
            recorder.Step(i + 1);
            Apply(before[i]);
        }

        if (trace.Schedule is not null && !isOver)
            isOver = !new ThreadRecorder(system, recorder, trace).Run() || system.CapHit is not null;

        recorder.Step(RecordedCall.AfterTrace);
        EndScan();
        Show();
        Close();
        if (!isOver)
            system.Do(new NativeCall { Op = NativeOp.ModuleExit });
    }

    private Outcome Apply(in Operation operation)
    {
        var outcome = system.Apply(operation).Outcome;
        isOver |= outcome is Outcome.Died or Outcome.Stuck || system.CapHit is not null;
        return outcome;
    }

    private void Show()
    {
        for (byte m = 0; m < system.Scope.Mdevs; m++)
        {
            foreach (var attribute in Shown)
                Do(new NativeCall { Op = NativeOp.Show, Mdev = m, Arg = (byte)attribute });
        }

        for (uint queue = 0; queue < system.Scope.Queues; queue++)
            Do(new NativeCall { Op = NativeOp.QueueStatus, Queue = queue });
    }

    private void Do(in NativeCall call)
    {
        if (!isOver)
            isOver = !system.Do(call).IsDone;
    }

    // A scan of the bus that the trace ends in the middle of.
    private void EndScan()
    {
        for (var steps = 0; !isOver && steps < ScanStepsMax && system.Scope.Has(Features.Hw | Features.Steps); steps++)
        {
            if (Apply(new Operation { Kind = OperationKind.Scan }) == Outcome.NotPossible)
                break;
        }
    }

    private void Close()
    {
        for (byte m = 0; m < system.Scope.Mdevs; m++)
        {
            var mdev = new MdevId(m);
            for (var closes = 0; !isOver && closes < ClosesMax; closes++)
            {
                if (Apply(new Operation { Kind = OperationKind.Release, Mdev = mdev }) == Outcome.NotPossible)
                    break;
            }

            foreach (var kind in system.Scope.Has(Features.Descriptors) ? Descriptors : [])
            {
                if (!isOver)
                    Apply(new Operation { Kind = kind, Mdev = mdev });
            }

            if (!isOver)
                Apply(new Operation { Kind = OperationKind.Remove, Mdev = mdev });
        }

        for (byte k = 0; k < system.Scope.Kvms; k++)
        {
            foreach (var kind in (OperationKind[])[OperationKind.CloseVcpu, OperationKind.CloseKvmVfio, OperationKind.CloseVm])
            {
                if (!isOver)
                    Apply(new Operation { Kind = kind, Kvm = new KvmId(k) });
            }
        }
    }
}
