using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>The host's AP configuration, which the AP bus passes to its drivers.</summary>
/// <param name="Adapters">Adapters.</param>
/// <param name="Domains">Usage domains.</param>
/// <param name="Controls">Control domains.</param>
public readonly record struct HostConfig(AdapterSet Adapters, DomainSet Domains, DomainSet Controls)
{
    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => Adapters.IsEmpty && Domains.IsEmpty && Controls.IsEmpty;

    /// <summary>The ids that are not in <paramref name="other"/>.</summary>
    public HostConfig AndNot(HostConfig other) =>
        new(Adapters.AndNot(other.Adapters), Domains.AndNot(other.Domains), Controls.AndNot(other.Controls));

    /// <summary>The ids in both.</summary>
    public HostConfig And(HostConfig other) =>
        new(Adapters.And(other.Adapters), Domains.And(other.Domains), Controls.And(other.Controls));

    internal static HostConfig Of(World world)
    {
        var gone = world.Layout.Observation.World;
        return new HostConfig(AdaptersBut(world, world.Get(gone.HostApmGone)),
            DomainsBut(world, world.Get(gone.HostAqmGone)), DomainsBut(world, world.Get(gone.HostAdmGone)));
    }

    internal static AdapterSet AdaptersBut(World world, in ApMask gone) =>
        new(world.Ids, world.Ids.AllAdapters.AndNot(gone));

    internal static DomainSet DomainsBut(World world, in ApMask gone) =>
        new(world.Ids, world.Ids.AllDomains.AndNot(gone));
}
