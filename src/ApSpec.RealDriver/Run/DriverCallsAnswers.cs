using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>What the world's hardware answers to the AP instructions of a call.</content>
internal sealed unsafe partial class DriverCalls
{
    // GAL_ISC of arch/s390/include/asm/isc.h: the return value of kvm_s390_gisc_register().
    private const byte AdapterIsc = 5;
    private const uint PageBytes = 4096;

    private NativeObs seen = new() { Size = (uint)sizeof(NativeObs) };

    private void Answer(in NativeRequest request)
    {
        if (request.Function == NativeFunction.BusZapq && request.Queue != NativeRequest.NotInPlay)
        {
            Give(request, world.Hardware.BusZapq((int)request.Queue));
            return;
        }

        var isAqic = request.Function is NativeFunction.AqicOn or NativeFunction.AqicOff;
        if (request.Function == NativeFunction.AqicOn)
            CheckAqic(request);
        var status = world.Hardware.Do(new HostInstruction(
            isAqic ? ApFunction.Aqic : FunctionOf(request.Function),
            request.Queue == NativeRequest.NotInPlay ? -1 : (int)request.Queue,
            request.Function == NativeFunction.AqicOn,
            request.Isc,
            request.Page << 12,
            request.Kvm is 0 or NativeObs.Strange ? 0 : request.Kvm - 1));
        if (request.Function == NativeFunction.Zapq && request.Queue != NativeRequest.NotInPlay)
            world.NoteZapq((int)request.Queue, status, GuestsAt((int)request.Queue), "PQAP(ZAPQ)", 0);
        Give(request, status);
    }

    private void Give(in NativeRequest request, in ApStatus status)
    {
        var answer = new NativeAnswer
        {
            ResponseCode = (byte)status.ResponseCode,
            QueueEmpty = Flag(status.Empty),
            RepliesWaiting = Flag(status.Replies),
            QueueFull = Flag(status.Full),
            IrqEnabled = Flag(status.IrqEnabled),
        };
        recorder?.Exchange(NativeStatus.Instruction, request, answer);
        api->Answer(&answer);
    }

    private void Look()
    {
        fixed (NativeObs* obs = &seen)
            api->Observe(obs);
    }

    // Recorded while the call waits for its answer: the guests with the queue in their masks, and those that an mdev names.
    private (byte InMasks, byte Named) GuestsAt(int queue)
    {
        Look();
        var (inMasks, named) = (0, 0);
        var width = world.Scope.Domains.Length;
        for (var k = 0; k < world.Scope.Kvms; k++)
        {
            if (seen.Kvm[k].Apm.Has(queue / width) && seen.Kvm[k].Aqm.Has(queue % width))
                inMasks |= 1 << k;
        }

        for (var m = 0; m < world.Scope.Mdevs; m++)
        {
            if (seen.Mdev[m].Kvm is not (0 or NativeObs.Strange) and var pointer)
                named |= 1 << (pointer - 1);
        }

        return ((byte)inMasks, (byte)named);
    }

    // The hardware would write to that address from then on, even if the page has another owner.
    private void CheckAqic(in NativeRequest request)
    {
        if (request.Page == NativeRequest.NoPage)
            world.Log.Add(new Fault(FaultKind.WildAccess, "a notification byte that is in no pinned page", "PQAP(AQIC)", 0));
        else if (request.Offset != Nib % PageBytes)
            world.Log.Add(new Fault(FaultKind.WildAccess, "a byte of the page that is not the guest's notification byte", "PQAP(AQIC)", 0));
        if (request.HostIsc != AdapterIsc)
            world.Log.Add(new Fault(FaultKind.WildAccess, "an interruption subclass that the host does not give to adapters of guests", "PQAP(AQIC)", 0));
        if (request.Kvm is 0 or NativeObs.Strange)
            world.Log.Add(new Fault(FaultKind.WildAccess, "a GISA that is no guest's", "PQAP(AQIC)", 0));
    }

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;

    private static ApFunction FunctionOf(NativeFunction function) => function switch
    {
        NativeFunction.Tapq => ApFunction.Tapq,
        NativeFunction.Rapq => ApFunction.Rapq,
        NativeFunction.Zapq or NativeFunction.BusZapq => ApFunction.Zapq,
        _ => throw new InvalidOperationException($"unknown AP function {function}"),
    };
}
