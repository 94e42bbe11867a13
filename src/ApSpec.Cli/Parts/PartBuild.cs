using System.Security.Cryptography;
using System.Text;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Kernel;
using ApSpec.Lifecycle;
using ApSpec.RealDriver;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Parts;

/// <summary>Identifies the build of ApSpec: the same sources give the same build in every directory, another source gives another.</summary>
internal static class PartBuild
{
    private static readonly Type[] OneOfEach =
    [
        typeof(ResponseCode), typeof(Trace), typeof(LifecycleTable), typeof(RuleBook), typeof(TraceDecoder), typeof(World), typeof(Catalog), typeof(Judge),
        typeof(SearchLimits), typeof(Checker), typeof(BuiltDriver), typeof(PartBuild),
    ];

    /// <summary>Of this program.</summary>
    public static string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.ASCII.GetBytes(string.Join('\n', OneOfEach.Select(type => type.Assembly.ManifestModule.ModuleVersionId)))))[..16];
}
