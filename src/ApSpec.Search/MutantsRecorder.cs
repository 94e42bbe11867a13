using ApSpec.Drivers;
using ApSpec.Kernel;

namespace ApSpec.Search;

/// <summary>Collects the effects of a revision as they happen: each is a place where a mutant can be made.</summary>
internal sealed class MutantsRecorder(RevisionLines lines) : IEffectWatcher
{
    private readonly List<Site>[] sitesOf = [.. Enumerable.Range(0, lines.Count + 1).Select(_ => new List<Site>(1))];
    private readonly List<Site> hit = [];
    private Site? last;

    /// <summary>Every effect met so far.</summary>
    public List<Site> Sites { get; } = [];

    /// <summary>Numbers of the effects met since <see cref="BeginTrace"/>, each once.</summary>
    public IEnumerable<int> Hit => hit.Select(site => site.Number);

    public void BeginTrace()
    {
        foreach (var site in hit)
            site.IsHit = false;
        hit.Clear();
    }

    public void BeginOperation() => last = null;

    public void OnEffect(EffectKind kind, string what, string function, int line)
    {
        if (!lines.IsOwn(function, line))
            return;
        var site = SiteOf(kind, what, function, line);
        if (last is not null)
            last.IsFollowed = true;
        last = site;
        if (site.IsHit)
            return;
        site.IsHit = true;
        hit.Add(site);
    }

    private Site SiteOf(EffectKind kind, string what, string function, int line)
    {
        foreach (var known in sitesOf[line])
        {
            if (known.Kind == kind && known.What == what)
                return known;
        }

        var site = new Site(Sites.Count, kind, what, function, line);
        Sites.Add(site);
        sitesOf[line].Add(site);
        return site;
    }

    /// <summary>An effect in the revision's text.</summary>
    internal sealed class Site(int number, EffectKind kind, string what, string function, int line)
    {
        public int Number => number;

        public EffectKind Kind => kind;

        public string What => what;

        public string Function => function;

        public int Line => line;

        /// <summary>The current trace has reached it.</summary>
        public bool IsHit { get; set; }

        /// <summary>Another effect of the same operation follows it, so it can be delayed.</summary>
        public bool IsFollowed { get; set; }
    }
}
