using System.Collections.Immutable;
using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>A trace of the corpus that shows a defect, and the era whose kernel it was written for.</summary>
/// <param name="Name">The file's name without ending.</param>
/// <param name="Era">The era.</param>
/// <param name="Trace">The trace.</param>
public sealed record Witness(string Name, Era Era, Trace Trace)
{
    /// <summary>Every trace of the corpus, also the siblings that show no defect.</summary>
    public static ImmutableArray<Witness> All { get; } =
    [
        .. Read("museum/notifier/", Era.Notifier),
        .. Read("museum/open_device/", Era.OpenDevice),
        .. Read("museum/compiled/", Era.OpenDevice),
    ];

    /// <summary>
    /// The traces of <paramref name="exhibit"/> for kernels of <paramref name="era"/>: those written for this era, or if there are none, those
    /// of the other era, which may run as well.
    /// </summary>
    public static ImmutableArray<Witness> Find(Exhibit exhibit, Era era)
    {
        var all = All.Where(witness => exhibit.AlsoShownBy.Contains(witness.Name) || IsOf(exhibit, witness.Name)).ToImmutableArray();
        return all.Any(witness => witness.Era == era) ? [.. all.Where(witness => witness.Era == era)] : all;
    }

    // The name of a sibling begins with the id as well: `B12-ok-a-guest-each`.
    private static bool IsOf(Exhibit exhibit, string name) =>
        name.StartsWith($"{exhibit.Id}-", StringComparison.Ordinal) && !name.StartsWith($"{exhibit.Id}-ok-", StringComparison.Ordinal);

    private static IEnumerable<Witness> Read(string folder, Era era)
    {
        var assembly = typeof(Witness).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[folder.Length..];
            var file = TraceFile.Parse(name, Encoding.UTF8.GetBytes(reader.ReadToEnd()), out var error)
                ?? throw new InvalidOperationException($"{error}");
            yield return new Witness(name, era, file.Trace);
        }
    }
}
