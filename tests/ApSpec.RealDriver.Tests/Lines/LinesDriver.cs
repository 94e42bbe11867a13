using System.Text.Json;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Lines;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>A tree's driver compiled for the lines that are run.</summary>
internal sealed class LinesDriver
{
    /// <summary>The file that most of the driver is in.</summary>
    public const string Ops = "drivers/s390/crypto/vfio_ap_ops.c";

    private LinesDriver(BuiltDriver built)
    {
        Built = built;
        Table = LineTable.Read(built);
    }

    public BuiltDriver Built { get; }

    public LineTable Table { get; }

    /// <summary>The driver of a tree; a changed tree's library is kept in <paramref name="cache"/> and not with the user's.</summary>
    public static LinesDriver Of(string tree, string? cache = null) =>
        new(Builds.Of(tree, Builds.Options(cache) with { Flavour = Flavour.Lines }).Built(tree));

    /// <summary>The places of a patch, given as the one hunk of <see cref="Ops"/> that changes anything.</summary>
    public IReadOnlyList<ChangedPlace> Changed(string hunk, string file = Ops) =>
        ChangedLines.In(Built).Find($"--- a/{file}\n+++ b/{file}\n{hunk}");

    /// <summary>Runs it in one scope.</summary>
    public LinesRun Run(string scope, int traces, IEnumerable<TreeLine> wanted, int aimedMax = 0) =>
        Run([ScopeText.Parse(scope, out _)!], new LineOptions(new CampaignOptions(1, traces), aimedMax), wanted);

    /// <summary>Runs it.</summary>
    public LinesRun Run(IEnumerable<Scope> scopes, LineOptions options, IEnumerable<TreeLine> wanted) =>
        LineCoverage.Run(Built, Worker, scopes, options, wanted);

    private ToolCommand Worker => Builds.Tool with
    {
        Arguments = [.. Builds.Tool.Arguments, "worker", JsonSerializer.Serialize(Built)],
        Reads = [Path.GetDirectoryName(Built.LibraryPath)!],
    };
}
