using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Whose a queue is.</content>
public sealed partial class World
{
    internal QueueDriver DriverOf(int queue) => (QueueDriver)Get(Layout.Observation.Queues[queue].Driver);

    internal void SetDriver(int queue, QueueDriver driver) => Set(Layout.Observation.Queues[queue].Driver, (uint)driver);

    internal bool IsInHostConfig(int queue) =>
        !Get(Layout.Observation.World.HostApmGone).Contains(queue / Scope.Domains.Length)
        && !Get(Layout.Observation.World.HostAqmGone).Contains(queue % Scope.Domains.Length);

    internal bool IsReservedForHost(int queue) =>
        Get(Layout.Observation.World.ApmaskHost).Contains(queue / Scope.Domains.Length)
        && !Get(Layout.Observation.World.AqmaskFree).Contains(queue % Scope.Domains.Length);
}
