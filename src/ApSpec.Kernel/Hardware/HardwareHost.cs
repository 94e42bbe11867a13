using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <content>The same queues for a real driver: its compiled AP instructions arrive here.</content>
public sealed partial class Hardware
{
    /// <summary>Does one instruction of the host.</summary>
    public ApStatus Do(in HostInstruction instruction)
    {
        var queue = instruction.Queue;
        if (queue < 0 || !world.IsInHostConfig(queue))
            return new ApStatus(ResponseCode.NotAvailable);
        var state = store.Load(queue);
        var status = instruction.Function switch
        {
            ApFunction.Tapq => QueueMachine.Tapq(ref state, facts),
            ApFunction.Rapq => QueueMachine.Rapq(ref state, facts, ResetFlag.KeepBinding),
            ApFunction.Zapq => QueueMachine.Zapq(ref state, facts, ResetFlag.KeepBinding),
            ApFunction.Aqic => QueueMachine.Aqic(ref state, facts, AqicOf(instruction)),
            _ => throw new InvalidOperationException($"a driver does not execute {instruction.Function}"),
        };
        store.Store(queue, state);
        return status;
    }

    private static AqicRequest AqicOf(in HostInstruction instruction) => instruction.IsEnable
        ? AqicRequest.Enable(instruction.Isc, QueueStore.HostBase + instruction.Address, ApOwner.Guest(instruction.Guest))
        : AqicRequest.Disable;
}
