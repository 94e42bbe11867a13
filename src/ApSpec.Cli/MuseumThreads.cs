using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Report.Threads;
using ApSpec.Search.Museum;

namespace ApSpec.Cli;

/// <summary><c>museum --threads</c>: the defects that calls at once show.</summary>
internal static class MuseumThreads
{
    /// <summary>Prints the matrix.</summary>
    public static int Run(string[] bugs, string[] revisions, bool isModel)
    {
        if (!isModel)
            throw new InputException("--threads: calls at once run on modelled revisions, and are printed as text");
        var unknown = bugs.FirstOrDefault(bug => ThreadExhibits.All.All(exhibit => !IsCalled(exhibit, bug)));
        if (unknown is not null)
            throw new InputException($"--threads: no calls are known to show '{unknown}'; known: {string.Join(", ", ThreadExhibits.All.Select(exhibit => exhibit.Id).Distinct())}");
        ImmutableArray<Revision> asked = revisions.Length == 0 ? [.. Catalog.All] : [.. revisions.Select(Inputs.RevisionOf).Distinct()];
        var curator = new ThreadCurator(new ThreadLimits());
        var cells = ThreadExhibits.All.Where(exhibit => bugs.Length == 0 || bugs.Any(bug => IsCalled(exhibit, bug)))
            .SelectMany(exhibit => curator.Examine(exhibit, asked)).ToImmutableArray();
        Console.Write(ThreadMuseumText.Matrix(cells));
        return ExitCode.Ok;
    }

    private static bool IsCalled(ThreadExhibit exhibit, string bug) => string.Equals(exhibit.Id, bug, StringComparison.OrdinalIgnoreCase);
}
