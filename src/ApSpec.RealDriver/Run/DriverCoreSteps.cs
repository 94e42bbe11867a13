using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>
/// A scan of the AP bus between whose steps other calls run. It waits when the drivers have heard of the new configuration, before each queue
/// device that goes or comes, and before the drivers hear of its end. Meanwhile it holds ap_scan_bus_mutex (6.12) and no lock that another
/// operation but a second scan takes.
/// </content>
internal abstract partial class DriverCore
{
    private StepResult BeginScan(byte thread)
    {
        world.ScanThread = thread;
        if (HasOwnBus)
        {
            EnterConfig();
            return calls.Start(DriverCalls.ScanTask, WithConfig(NativeOp.Scan) with { Arg = 1 }).Result;
        }

        var told = Tell(NativeOp.ConfigChanged, DriverFeatures.ConfigChanged);
        world.ScanAt = NextToMove(0);
        return told;
    }

    // What is done is what the scan waited before; then it goes on to where it waits next.
    private StepResult ScanOn()
    {
        if (world.ScanThread == 0)
            return StepResult.NotPossible("no scan of the AP bus is under way");
        if (HasOwnBus)
            return calls.Pass(DriverCalls.ScanTask).Result;
        var at = world.ScanAt;
        if (at < world.Scope.Queues)
        {
            var moved = MoveQueue(at);
            world.ScanAt = NextToMove(at + 1);
            return moved.Outcome == Outcome.Returned ? StepResult.Ok : moved;
        }

        world.ScanThread = 0;
        world.ScanAt = 0;
        return Tell(NativeOp.ScanComplete, DriverFeatures.ScanComplete);
    }

    private int NextToMove(int queue)
    {
        while (queue < world.Scope.Queues && world.IsInHostConfig(queue) != world.IsAbsent(queue))
            queue++;
        return queue;
    }

    // After an operation while a scan was under way, which may have let it go on to its end.
    private void SettleScan(in StepResult result)
    {
        if (!HasOwnBus || result.Outcome == Outcome.NotPossible)
            return;
        var isOver = !calls.IsWaiting(DriverCalls.ScanTask);
        ReadOnlySpan<NativeQueue> seen = default;
        for (var queue = 0; queue < world.Scope.Queues; queue++)
        {
            if (world.IsInHostConfig(queue) || world.IsAbsent(queue))
                continue;

            // A queue that the scan has not come to still belongs to its driver; so does the one that it died over.
            if (!(isOver && result.Outcome == Outcome.Returned))
            {
                if (seen.IsEmpty)
                    seen = calls.LookAtQueues();
                if (seen[queue].Driver != NativeQueueDriver.None)
                    continue;
            }

            world.LoseOverride(queue);
            world.Hardware.LeaveConfig(queue);
        }

        if (isOver)
            world.ScanThread = 0;
    }
}
