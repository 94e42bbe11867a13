using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>The expectations of a trace file for each revision: its expect lines, with ranges resolved by the catalog.</summary>
public sealed class Expectations
{
    /// <summary>Prefix of the name of a compiled driver, which has the hash of its sources. Such a driver is not in the catalog.</summary>
    private const string SourcesPrefix = "src-";

    private static readonly ImmutableArray<Revision> Catalogued = [.. Catalog.All];

    private readonly Dictionary<string, Expectation> byName = new(StringComparer.Ordinal);

    private Expectations()
    {
    }

    /// <summary>One for each revision that the file names, in the order of the catalog, then one for each compiled driver, by name.</summary>
    public ImmutableArray<Expectation> Each =>
        [.. byName.Values.OrderBy(each => PlaceOf(each.Revisions.First) ?? int.MaxValue).ThenBy(each => each.Revisions.First, StringComparer.Ordinal)];

    /// <summary>Resolves the lines of a file; null with an error that names the line.</summary>
    public static Expectations? Read(string name, TraceFile file, out InputError? error)
    {
        var read = new Expectations();
        error = file.Expectations.Select(line => read.Add(name, line)).FirstOrDefault(refusal => refusal is not null);
        return error is null ? read : null;
    }

    /// <summary>The expectation for a revision, by its present or a former name, or for a compiled driver; null when there is none.</summary>
    public Expectation? For(string name) => byName.GetValueOrDefault(Catalog.Find(name)?.Name ?? name);

    /// <summary>The same in as few lines as possible: neighbours in the catalog with the same verdict share a line.</summary>
    public static ImmutableArray<Expectation> Lines(IEnumerable<Expectation> each)
    {
        var lines = ImmutableArray.CreateBuilder<Expectation>();
        foreach (var next in each)
        {
            var isShared = lines.Count > 0 && lines[^1].Verdict == next.Verdict
                && PlaceOf(lines[^1].Revisions.Last) is { } last && PlaceOf(next.Revisions.First) == last + 1;
            if (isShared)
                lines[^1] = lines[^1] with { Revisions = lines[^1].Revisions with { Last = next.Revisions.Last } };
            else
                lines.Add(next);
        }

        return lines.ToImmutable();
    }

    private InputError? Add(string file, Expectation line)
    {
        if (NamesOf(line.Revisions, out var message) is not { } names)
            return new InputError(file, line.Line, message);
        foreach (var name in names)
        {
            if (!byName.TryAdd(name, line with { Revisions = RevisionRange.Only(name) }))
                return new InputError(file, line.Line, $"a second expectation of {name}, line {byName[name].Line} has one; a revision has one verdict");
        }

        return null;
    }

    private static IEnumerable<string>? NamesOf(RevisionRange range, out string message)
    {
        message = "";
        if (range.IsSingle && range.First.StartsWith(SourcesPrefix, StringComparison.Ordinal))
            return [range.First];
        foreach (var name in new[] { range.First, range.Last })
        {
            if (PlaceOf(name) is not null)
                continue;
            message = $"found '{name}', expected the hash of a compiled driver's sources, '{SourcesPrefix}...', or a revision: "
                + string.Join(", ", Catalogued.Select(revision => revision.Name));
            return null;
        }

        var (first, last) = (PlaceOf(range.First)!.Value, PlaceOf(range.Last)!.Value);
        if (first <= last)
            return Catalogued[first..(last + 1)].Select(revision => revision.Name);
        message = $"found '{range}', expected the earlier revision first: '{new RevisionRange(range.Last, range.First)}'";
        return null;
    }

    private static int? PlaceOf(string name) => Catalog.Find(name) is { } revision ? Catalogued.IndexOf(revision) : null;
}
