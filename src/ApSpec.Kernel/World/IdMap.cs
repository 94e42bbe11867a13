using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Maps adapter and domain ids to their places in the scope's lists, and back.</summary>
internal sealed class IdMap
{
    private readonly short[] adapterPlaces = new short[256];
    private readonly short[] domainPlaces = new short[256];
    private readonly Scope scope;

    public IdMap(Scope scope)
    {
        this.scope = scope;
        Array.Fill(adapterPlaces, (short)-1);
        Array.Fill(domainPlaces, (short)-1);
        for (var i = 0; i < scope.Adapters.Length; i++)
            adapterPlaces[scope.Adapters[i].Value] = (short)i;
        for (var i = 0; i < scope.Domains.Length; i++)
            domainPlaces[scope.Domains[i].Value] = (short)i;
        AllAdapters = ApMask.UpTo(scope.Adapters.Length - 1);
        AllDomains = ApMask.UpTo(scope.Domains.Length - 1);
    }

    /// <summary>The places of every adapter in play.</summary>
    public ApMask AllAdapters { get; }

    /// <summary>The places of every domain in play.</summary>
    public ApMask AllDomains { get; }

    public int PlaceOf(Apid apid) => adapterPlaces[apid.Value];

    public int PlaceOf(Apqi apqi) => domainPlaces[apqi.Value];

    /// <summary>The queue's number in the vector; -1 when it is not in play.</summary>
    public int QueueOf(Apqn apqn)
    {
        var adapter = PlaceOf(apqn.Apid);
        var domain = PlaceOf(apqn.Apqi);
        return adapter < 0 || domain < 0 ? -1 : (adapter * scope.Domains.Length) + domain;
    }

    public Apid AdapterAt(int place) => scope.Adapters[place];

    public Apqi DomainAt(int place) => scope.Domains[place];

    public Apqn ApqnOf(int queue) =>
        new(scope.Adapters[queue / scope.Domains.Length], scope.Domains[queue % scope.Domains.Length]);
}
