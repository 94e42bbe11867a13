using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests;

/// <summary>Builds of driver libraries as tests need them.</summary>
internal static class Builds
{
    /// <summary>The apspec command beside the tests.</summary>
    public static readonly ToolCommand Tool = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "apspec.dll")]);

    /// <summary>Options with a cache of one's own, or the user's.</summary>
    public static BuildOptions Options(string? cache = null) => cache is null
        ? new BuildOptions(Tool)
        : new BuildOptions(Tool) { CacheFolder = cache };

    /// <summary>
    /// Objects are named by all that goes into them: what is not edited is compiled once for all tests, in whatever cache, be it named as that of a build
    /// or as the user's.
    /// </summary>
    public static void ShareObjects(string cache)
    {
        var objects = Directory.CreateDirectory(Path.Combine(DriverCache.DefaultFolder, "objects"));
        foreach (var drivers in (string[])[cache, Path.Combine(cache, "apspec", "drivers")])
        {
            Directory.CreateDirectory(drivers);
            Directory.CreateSymbolicLink(Path.Combine(drivers, "objects"), objects.FullName);
        }
    }

    /// <summary>A build that must succeed.</summary>
    public static DriverBuild Of(string tree, BuildOptions? options = null)
    {
        var build = DriverBuild.Get(tree, options ?? Options(), out var error);
        Assert.True(build is not null, error);
        return build;
    }

    /// <summary>The error of a build that must fail.</summary>
    public static string ErrorOf(string tree, BuildOptions options)
    {
        Assert.Null(DriverBuild.Get(tree, options, out var error));
        Assert.NotEmpty(error);
        return error;
    }
}
