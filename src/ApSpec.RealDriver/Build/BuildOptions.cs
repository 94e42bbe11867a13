namespace ApSpec.RealDriver.Build;

/// <summary>How a driver library is built.</summary>
/// <param name="Tool">The apspec command, which tests the library in a process of its own.</param>
public sealed record BuildOptions(ToolCommand Tool)
{
    /// <summary>What the library is for.</summary>
    public Flavour Flavour { get; init; } = Flavour.Fast;

    /// <summary>The compiler: a name to be found on the PATH, or a path.</summary>
    public string Cc { get; init; } = "gcc";

    /// <summary>The tree's name in messages and reports; null for its directory.</summary>
    public string? TreeName { get; init; }

    /// <summary>Build even if the same library is in the cache.</summary>
    public bool IsForced { get; init; }

    /// <summary>Directory of built libraries; by default <c>$XDG_CACHE_HOME/apspec/drivers</c>.</summary>
    public string CacheFolder { get; init; } = DriverCache.DefaultFolder;

    /// <summary>Directory of the shim's C files; by default beside the assembly.</summary>
    public string ShimFolder { get; init; } = ShimSource.Default;
}
