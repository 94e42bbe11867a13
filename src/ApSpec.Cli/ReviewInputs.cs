using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;

namespace ApSpec.Cli;

/// <summary>Turns the review that a command line asks for into pairs of trees to compare.</summary>
internal static class ReviewInputs
{
    private const string StandardInput = "-";
    private const string StandardInputName = "standard input";
    private const string Kind = "a file of patches";

    /// <summary>
    /// The pairs, in order; none when no change touches a compiled file. Bad input, a patch that does not apply, and a revision that git does not
    /// have are an <see cref="InputException"/>.
    /// </summary>
    /// <param name="baseTree"><c>--base</c>.</param>
    /// <param name="driver"><c>--driver</c>.</param>
    /// <param name="revision"><c>--rev</c>, of the driver.</param>
    /// <param name="range"><c>BASE..TIP</c>.</param>
    /// <param name="patches">Files of <c>--patch</c>; <c>-</c> is standard input.</param>
    /// <param name="sandbox">The sandbox of git.</param>
    public static ReviewPairs Read(string? baseTree, string driver, string? revision, string? range, string[] patches, Sandbox sandbox)
    {
        if (patches.Count(path => path == StandardInput) > 1)
            throw new InputException("--patch -: standard input is read once");
        var read = patches.Select(PatchesOf).ToImmutableArray();
        var request = new ReviewRequest(Options.TreesOf([driver], revision)[0])
        {
            Base = baseTree is null ? null : TreeName.Parse(baseTree),
            Range = range,
            Patches = read.Length == 1 ? read[0] : PatchSeries.Ordered([.. read.SelectMany(file => file)]),
        };
        return ReviewPairs.Create(request, sandbox, out var error) ?? throw new InputException(error);
    }

    private static ImmutableArray<Patch> PatchesOf(string path)
    {
        var name = path == StandardInput ? StandardInputName : path;
        var bytes = path == StandardInput
            ? InputFile.ReadStandardInput(name, PatchMail.BytesMax, Kind)
            : InputFile.Read(path, PatchMail.BytesMax, Kind);
        return PatchMail.Read(name, bytes, out var error) ?? throw new InputException(error);
    }
}
