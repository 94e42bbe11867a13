using System.Collections.Immutable;
using System.Globalization;

namespace ApSpec.Search.Museum;

/// <summary>Every entry of the bug list in <c>spec/sources/bugs.md</c>, in its order, and defects that only real code showed.</summary>
public static class Exhibits
{
    private const string Race = "needs several calls at once: museum --threads";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Exhibit> All { get; } =
    [
        .. NotifierExhibits.All.Concat(OpenDeviceExhibits.All).Concat(SuspectedExhibits.All)
            .OrderBy(exhibit => exhibit.Id[0]).ThenBy(NumberOf).ThenBy(exhibit => exhibit.Id, StringComparer.Ordinal),
    ];

    /// <summary>The entry called <paramref name="id"/>; null when there is none.</summary>
    public static Exhibit? Find(string id) => All.FirstOrDefault(exhibit => string.Equals(exhibit.Id, id, StringComparison.OrdinalIgnoreCase));

    internal static Exhibit Shown(string id, string title, string fix, string affected, string rules, string also = "", bool suspected = false) =>
        new(id, title, fix, Names(affected)) { Rules = Names(rules), AlsoShownBy = Names(also), IsSuspected = suspected };

    internal static Exhibit Raced(string id, string title, string fix, string affected, bool suspected = false, string why = Race) =>
        new(id, title, fix, Names(affected)) { Hidden = why, IsSuspected = suspected };

    private static int NumberOf(Exhibit exhibit) => int.Parse(exhibit.Id[1..].TrimEnd('a', 'b', 'c'), CultureInfo.InvariantCulture);

    private static ImmutableArray<string> Names(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
