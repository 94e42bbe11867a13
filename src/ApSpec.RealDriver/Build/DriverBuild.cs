using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>A driver library that was built from a user's kernel tree, now or earlier.</summary>
/// <param name="Tree">The kernel tree, as the user named it.</param>
/// <param name="Folder">Directory of the build: the library, its manifest, and a copy of each compiled file in <c>tree/</c>.</param>
/// <param name="Manifest">What it was built from.</param>
/// <param name="WasThere">It came from the cache.</param>
public sealed record DriverBuild(string Tree, string Folder, DriverManifest Manifest, bool WasThere)
{
    private const int KeyDigits = 32;

    /// <summary>The driver in the form that checks use; <paramref name="tree"/> is the tree as the user named it.</summary>
    public BuiltDriver Built(string tree) => new(tree, Manifest.Version ?? "unknown", Manifest.SourcesHash, LibraryPath, Manifest.Features,
        Manifest.CoreFacts, Manifest.CoreTexts,
        Manifest.Objects)
    {
        Around = [.. Manifest.Subsystems.SelectMany(state => state.Files).Concat(Manifest.Kvm.Select(state => state.Place?.Split(':')[0]).OfType<string>()).Distinct()],
        Tools = $"{Manifest.Compiler}; shim {Manifest.ShimHash[..BuiltDriver.HashDigits]}",
        Missing = Manifest.Missing,
        Unfinished = [.. Manifest.SelfTest.Where(check => check.Missing is not null)],
        Failures = [.. Manifest.SelfTest.Where(check => check.Failure is not null)],
    };

    /// <summary>A function without a fake that the driver calls while it is loaded, so that no trace can begin; null for none.</summary>
    public string? CannotLoad => Manifest.SelfTest.ElementAtOrDefault(SelfTest.LoadCheck)?.Missing;

    /// <summary>The library.</summary>
    public string LibraryPath => Path.Combine(Folder, FlavourFlags.Of(Manifest.Flavour).Product);

    /// <summary>
    /// The library of a tree: from the cache, or built now. Null with an error text when the tree, the compiler or the cache
    /// cannot be used, or the tree does not compile.
    /// </summary>
    /// <exception cref="OperationCanceledException">The time of the tool's sandbox is over.</exception>
    public static DriverBuild? Get(string kernelTree, BuildOptions options, out string error)
    {
        (var build, error) = Get(kernelTree, options).GetAwaiter().GetResult();
        return build;
    }

    private static async Task<(DriverBuild? Build, string Error)> Get(string kernelTree, BuildOptions options)
    {
        var flags = FlavourFlags.Of(options.Flavour);
        if (KernelTree.Open(kernelTree, out var error, options.TreeName) is not { } tree || ShimSource.Open(options.ShimFolder, out error) is not { } shim)
            return (null, error);
        if (!shim.Has(flags))
        {
            return (null, $"flavour {options.Flavour.ToString().ToLowerInvariant()}: this ApSpec does not have it "
                + $"({string.Join(" or ", flags.Folders.Select(folder => $"{shim.Folder}/{folder}"))} is missing)");
        }

        (var compiler, error) = await Compiler.Find(options.Cc);
        if (compiler is null)
            return (null, error);
        var job = new BuildJob(tree, shim, compiler, flags, options, KeyOf(tree, shim, compiler, flags));
        try
        {
            return await job.Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"{options.CacheFolder}: a build cannot be written there: {e.Message}");
        }
    }

    /// <summary>The key of a build: everything that goes into the library, and the tool that tested it.</summary>
    internal static string KeyOf(KernelTree tree, ShimSource shim, Compiler compiler, FlavourFlags flags) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
            DriverManifest.FormatNow, typeof(DriverBuild).Module.ModuleVersionId, tree.SourcesHash, string.Join(' ', tree.Objects), shim.Hash,
            compiler.Command, compiler.Version, compiler.Machine, flags.Flavour, flags.Text))))[..KeyDigits];
}
