using System.Collections.Immutable;
using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>Calls that are made at once, with what comes before them; searched for every revision of its eras.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What meets what.</param>
/// <param name="Bugs">Bugs of the history that such calls showed, or were suspected to show.</param>
/// <param name="Trace">The calls; its schedule is empty.</param>
public sealed record ThreadSet(string Name, string About, ImmutableArray<string> Bugs, Trace Trace)
{
    /// <summary>The only era in which the calls exist; null for both.</summary>
    public Era? Only { get; init; }

    /// <summary>Makes a set of a trace's text.</summary>
    internal static ThreadSet Of(string name, string about, string bugs, string trace, Era? only = null)
    {
        var file = TraceFile.Parse(name, Encoding.UTF8.GetBytes(trace + "\nschedule\n"), out var error) ?? throw new InvalidOperationException(error!.ToString());
        return new ThreadSet(name, about, [.. bugs.Split(' ', StringSplitOptions.RemoveEmptyEntries)], file.Trace) { Only = only };
    }
}
