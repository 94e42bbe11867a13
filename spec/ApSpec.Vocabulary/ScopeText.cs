using System.Collections.Immutable;
using System.Globalization;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>Prints and reads a scope: <c>mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,irq</c>.</summary>
public static class ScopeText
{
    private const string All = "all";

    /// <summary>The keys that a scope line may hold, with what each allows.</summary>
    public static ImmutableArray<(string Key, string Allowed)> Keys { get; } =
    [
        ("mdevs", "1 to 8"),
        ("kvms", "1 to 8"),
        ("adapters", "two-digit hex ids, ascending, separated by commas, or all"),
        ("domains", "four-digit hex ids, ascending, separated by commas, or all"),
        ("features", "none, all (but descriptors, text, ioctls, answers, cc, steps and vcpus), or some of " + string.Join(",", FeatureWords())),
        ("profile", "core or hostile"),
        ("iscs", "0 to 7, ascending, separated by commas"),
        ("pages", "page frames such as 0x12, separated by commas, at most 7"),
        ("format", "0, 1 or 2 (formats 0 and 1: adapters to 3f, domains to 000f)"),
        ("crycbd", "on or off"),
        ("gisa", "on or off"),
        ("aiv", "on or off"),
        ("tearing", "on or off"),
        ("cap", "3, 7 or 15"),
        ("depth", "1 to 4"),
        ("instances", "1 to 8"),
    ];

    /// <summary>The words of the features, in print order.</summary>
    public static IEnumerable<string> FeatureWords() => SingleFeatures().Select(Word);

    /// <summary>The features of <paramref name="features"/> as words: <c>masks,irq</c>, <c>none</c> or <c>all</c>.</summary>
    public static string Print(Features features) => features switch
    {
        Features.None => "none",
        Features.All => All,
        _ => string.Join(',', SingleFeatures().Where(f => features.HasFlag(f)).Select(Word)),
    };

    /// <summary>The scope as text; what has its default value is left out, but for sizes and features.</summary>
    public static string Print(Scope scope)
    {
        var normal = new Scope();
        var words = new List<string>
        {
            $"mdevs={scope.Mdevs}",
            $"kvms={scope.Kvms}",
            $"adapters={(scope.Adapters.Length == 256 ? All : string.Join(',', scope.Adapters))}",
            $"domains={(scope.Domains.Length == 256 ? All : string.Join(',', scope.Domains))}",
            $"features={Print(scope.Features)}",
        };
        if (scope.Profile != normal.Profile)
            words.Add("profile=hostile");
        if (!scope.Iscs.SequenceEqual(normal.Iscs))
            words.Add($"iscs={string.Join(',', scope.Iscs)}");
        if (!scope.Pages.SequenceEqual(normal.Pages))
            words.Add($"pages={string.Join(',', scope.Pages.Select(p => $"0x{p:x}"))}");
        if (scope.Format != normal.Format)
            words.Add($"format={FormatNumber(scope)}");
        if (!scope.Crycbd)
            words.Add("crycbd=off");
        if (!scope.Gisa)
            words.Add("gisa=off");
        if (!scope.Aiv)
            words.Add("aiv=off");
        if (scope.Tearing)
            words.Add("tearing=on");
        if (scope.Cap != normal.Cap)
            words.Add($"cap={scope.Cap}");
        if (scope.Depth != normal.Depth)
            words.Add($"depth={scope.Depth}");
        if (scope.Instances != 0)
            words.Add($"instances={scope.Instances}");
        return string.Join(' ', words);
    }

    /// <summary>Reads a scope; null with an error text that names what was found and what is allowed.</summary>
    public static Scope? Parse(string text, out string error)
    {
        var scope = new Scope();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        error = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            var key = at < 0 ? word : word[..at];
            var allowed = Keys.FirstOrDefault(k => k.Key == key).Allowed;
            if (allowed is null)
                error = $"unknown scope key '{key}'; known: {string.Join(", ", Keys.Select(k => k.Key))}";
            else if (!seen.Add(key))
                error = $"scope key '{key}' stands twice";
            else if (at < 0 || With(scope, key, word[(at + 1)..]) is not { } next)
                error = $"scope '{word}': {key} allows {allowed}";
            else
                scope = next;
            if (error.Length > 0)
                return null;
        }

        error = scope.Adapters[^1].Value > scope.ApmMax || scope.Domains[^1].Value > scope.AqmMax
            ? $"format={FormatNumber(scope)} has no APXA: adapters to 3f and domains to 000f"
            : "";
        return error.Length == 0 ? scope : null;
    }

    /// <summary>Reads a feature list such as <c>masks,irq</c>; null when a word is unknown.</summary>
    public static Features? ParseFeatures(string value)
    {
        if (value is "none" or All)
            return value == All ? Features.All : Features.None;
        var features = Features.None;
        foreach (var word in value.Split(','))
        {
            var feature = SingleFeatures().FirstOrDefault(f => Word(f) == word);
            if (feature == Features.None)
                return null;
            features |= feature;
        }

        return features;
    }

    // The format's number, which is not its encoding in the CRYCBD.
    private static int FormatNumber(Scope scope) => scope.Format switch
    {
        CrycbFormat.Format0 => 0,
        CrycbFormat.Format1 => 1,
        _ => 2,
    };

    private static Scope? With(Scope scope, string key, string value) => key switch
    {
        "mdevs" => Int(value, 1, MdevId.CountMax) is { } n ? scope with { Mdevs = n } : null,
        "kvms" => Int(value, 1, KvmId.CountMax) is { } n ? scope with { Kvms = n } : null,
        "adapters" => Ids(value, t => Apid.TryParse(t, out var id) ? id.Value : null) is { } ids
            ? scope with { Adapters = [.. ids.Select(i => new Apid(i))] }
            : null,
        "domains" => Ids(value, t => Apqi.TryParse(t, out var id) ? id.Value : null) is { } ids
            ? scope with { Domains = [.. ids.Select(i => new Apqi(i))] }
            : null,
        "features" => ParseFeatures(value) is { } features ? scope with { Features = features } : null,
        "profile" => value switch
        {
            "core" => scope with { Profile = Profile.Core },
            "hostile" => scope with { Profile = Profile.Hostile },
            _ => null,
        },
        "iscs" => List(value, t => Int(t, 0, 7)) is { } iscs && Ascending(iscs)
            ? scope with { Iscs = [.. iscs.Select(i => (byte)i)] }
            : null,
        "pages" => List(value, Page) is { Count: <= 7 } pages && pages.Distinct().Count() == pages.Count
            ? scope with { Pages = [.. pages.Select(p => (uint)p)] }
            : null,
        "format" => value switch
        {
            "0" => scope with { Format = CrycbFormat.Format0 },
            "1" => scope with { Format = CrycbFormat.Format1 },
            "2" => scope with { Format = CrycbFormat.Format2 },
            _ => null,
        },
        "crycbd" => Switch(value) is { } on ? scope with { Crycbd = on } : null,
        "gisa" => Switch(value) is { } on ? scope with { Gisa = on } : null,
        "aiv" => Switch(value) is { } on ? scope with { Aiv = on } : null,
        "tearing" => Switch(value) is { } on ? scope with { Tearing = on } : null,
        "cap" => Int(value, 3, 15) is { } n and (3 or 7 or 15) ? scope with { Cap = n } : null,
        "depth" => Int(value, 1, 4) is { } n ? scope with { Depth = n } : null,
        "instances" => Int(value, 1, MdevId.CountMax) is { } n ? scope with { Instances = n } : null,
        _ => null,
    };

    private static IEnumerable<Features> SingleFeatures() =>
        Enum.GetValues<Features>().Where(f => System.Numerics.BitOperations.IsPow2((uint)f));

    private static string Word(Features feature) => feature.ToString().ToLowerInvariant();

    private static int? Int(string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null;

    private static int? Page(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal)
        && int.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var page)
        && page is >= 0 and < 0x80000
            ? page
            : null;

    private static bool? Switch(string value) => value switch { "on" => true, "off" => false, _ => null };

    private static List<byte>? Ids(string value, Func<string, byte?> parse) =>
        value == All
            ? [.. Enumerable.Range(0, 256).Select(i => (byte)i)]
            : List(value, t => parse(t)) is { } ids && Ascending(ids) ? [.. ids.Select(i => (byte)i)] : null;

    private static List<int>? List(string value, Func<string, int?> parse)
    {
        var items = new List<int>();
        foreach (var word in value.Split(','))
        {
            if (parse(word) is not { } item)
                return null;
            items.Add(item);
        }

        return items.Count > 0 ? items : null;
    }

    private static bool Ascending(List<int> items) => items.Zip(items.Skip(1)).All(pair => pair.First < pair.Second);
}
