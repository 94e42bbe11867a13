using System.Collections.Immutable;
using System.Text;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Threads;

/// <summary>Data races as text, in the order of KCSAN's reports: the two functions, then each access with its place and the locks held.</summary>
public static class DataRaceText
{
    /// <summary>The races of a driver, each with a schedule that leads to where both accesses come next; empty when there is none.</summary>
    public static string Format(ImmutableArray<DataRace> races) => races.IsEmpty ? ""
        : MailText.Wrap($"data races: {Counts.Of(races.Length, "pair")} of functions that access the same memory at the same time, one of them to write", "", "  ") + "\n"
            + string.Concat(races.Select(race => Format(race, "  ", isWhole: true)));

    /// <summary>A race, in lines that begin with <paramref name="indent"/>.</summary>
    public static string Format(DataRace race, string indent, bool isWhole)
    {
        var text = new StringBuilder();
        text.Append(MailText.Wrap($"data race in {race.First.Function} / {race.Second.Function}", indent, indent + "  ")).Append('\n');
        foreach (var access in new[] { race.First, race.Second })
            text.Append(MailText.Wrap(LineOf(access), indent + "  ", indent + "    ")).Append('\n');
        var trace = isWhole ? $"{string.Join("; ", race.Trace.Operations)}; {race.Trace.Schedule}" : $"{race.Trace.Schedule}";
        return text.Append(MailText.Wrap(trace, indent + "  ", indent + "    ")).Append('\n').ToString();
    }

    /// <summary>The race in one sentence.</summary>
    public static string SentenceOf(DataRace race) => $"{ClauseOf(race.First)}; {ClauseOf(race.Second)}";

    private static string LineOf(RacingAccess access) => $"{(access.What == "atomic" ? "atomic operation" : $"{access.What}, {Counts.Of(access.Bytes, "byte")},")} by {ThreadName.Of(access.Thread)} in {access.Place}, {Locks(access)}";

    private static string ClauseOf(RacingAccess access) => $"{(access.What == "atomic" ? "atomic operation" : access.What)} in {access.Place}, {Locks(access)}";

    private static string Locks(RacingAccess access) => access.Held.IsEmpty ? "holds no lock" : $"holds {string.Join(", ", access.Held)}";
}
