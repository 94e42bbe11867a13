using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Walks the queues of a set of adapters and a set of domains, in the order of their numbers.</summary>
internal struct MaskQueues
{
    private readonly ApMask domains;
    private readonly int width;
    private ApMaskEnumerator adapter;
    private ApMaskEnumerator domain;

    public MaskQueues(in ApMask adapters, in ApMask domains, Scope scope)
    {
        this.domains = domains;
        width = scope.Domains.Length;
        adapter = adapters.GetEnumerator();
        domain = default(ApMask).GetEnumerator();
    }

    /// <summary>The queue.</summary>
    public readonly int Current => (adapter.Current * width) + domain.Current;

    /// <summary>The queues of an mdev's matrix.</summary>
    public static MaskQueues Of(in Observation ledger, MdevId m)
    {
        var fields = ledger.Layout.Mdevs[m.Value];
        return new MaskQueues(ledger[fields.Apm], ledger[fields.Aqm], ledger.Scope);
    }

    /// <summary>The queues of an mdev's shadow.</summary>
    public static MaskQueues OfShadow(in Observation ledger, MdevId m)
    {
        var fields = ledger.Layout.Mdevs[m.Value];
        return new MaskQueues(ledger[fields.ShadowApm], ledger[fields.ShadowAqm], ledger.Scope);
    }

    /// <summary>The queues of a guest.</summary>
    public static MaskQueues Of(in Observation ledger, KvmId k)
    {
        var fields = ledger.Layout.Kvms[k.Value];
        return new MaskQueues(ledger[fields.Apm], ledger[fields.Aqm], ledger.Scope);
    }

    /// <summary>To the next queue.</summary>
    public bool MoveNext()
    {
        while (!domain.MoveNext())
        {
            if (domains.IsEmpty || !adapter.MoveNext())
                return false;
            domain = domains.GetEnumerator();
        }

        return true;
    }

    /// <summary>The walk itself.</summary>
    public readonly MaskQueues GetEnumerator() => this;
}
