namespace ApSpec.RealDriver.Build;

/// <summary>One request for a library: tree, shim, compiler and cache are ready.</summary>
internal sealed record BuildJob(
    KernelTree Tree, ShimSource Shim, Compiler Compiler, FlavourFlags Flags, BuildOptions Options, string Key)
{
    private readonly DriverCache cache = new(Options.CacheFolder);

    /// <summary>The library from the cache, or built now; an error text when it does not compile or does not load.</summary>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public async Task<(DriverBuild? Build, string Error)> Run()
    {
        if (!Options.IsForced && cache.Find(Key) is { } known)
            return (ToBuild(known, wasThere: true), "");
        using var workplace = cache.Begin(Key);
        var work = workplace.Folder;
        work.Fill(Tree, Shim);
        var compilation = new Compilation(Tree, Shim, Compiler, Flags, work, Options.Tool.Sandbox, cache.ObjectFolder);
        if (await compilation.Run() is { } failed)
            return (null, Explain(failed.Output, failed.Source, cache.KeepLog(Key, compilation.Log.ToString())));
        if (compilation.Refusal is { } refusal)
            return (null, $"{Tree.Name}: {refusal}");
        work.Write("build.log", System.Text.Encoding.UTF8.GetBytes(compilation.Log.ToString()));
        var library = Path.Combine(work.Path, Flags.Product);
        var (report, error) = Flags.IsForPrograms ? (SelfTestReport.None, "") : await SelfTestProcess.Run(Options.Tool, library);
        if (report is null)
            return (null, $"{Tree.Name}: the compiled driver cannot be used: {error}; log: {cache.KeepLog(Key, compilation.Log.ToString())}");
        if (Flags.HasLines && await LineListing.Write(work, Flags.Product, Options.Tool.Sandbox) is { } unlisted)
            return (null, $"{Tree.Name}: the compiled driver has no line table: {unlisted}");
        var manifest = new DriverManifest
        {
            Version = Tree.Version,
            SourcesHash = Tree.SourcesHash,
            Objects = Tree.Objects,
            Files = Tree.Files,
            NotCompiled = Tree.Conditional,
            ShimHash = Shim.Hash,
            Flavour = Flags.Flavour,
            Compiler = $"{Compiler.Version}, {Compiler.Machine}",
            Probes = compilation.Probes,
            Missing = compilation.Stubs.Functions,
            Features = report.Features,
            Core = CoreProbes.Read(Tree.Root),
            Subsystems = compilation.Subsystems,
            Kvm = compilation.Kvm,
            SelfTest = report.Checks,
            LibraryHash = DriverCache.HashOf(library),
        };
        Directory.Delete(Path.Combine(work.Path, "obj"), recursive: true);
        cache.Finish(Key, work, manifest, Options.IsForced);
        return (ToBuild(manifest, wasThere: false), "");
    }

    // Trees that share a library may differ in files that are not compiled.
    private DriverBuild ToBuild(DriverManifest manifest, bool wasThere) => new(Tree.Name, cache.FolderOf(Key), manifest with
    {
        Version = Tree.Version,
        NotCompiled = Tree.Conditional,
        Core = CoreProbes.Read(Tree.Root),
    }, wasThere);

    private string Explain(string output, string? source, string log)
    {
        if (output.Contains("No space left on device", StringComparison.Ordinal))
            return $"{Options.CacheFolder}: a build cannot be written there: No space left on device";
        var failure = CompileFailure.Parse(output, source);
        var lines = new List<string> { $"{Tree.Name}: does not compile" };
        lines.Add($"  {(failure.Place is { } place ? $"{place}: " : "")}{failure.Message}");
        if (failure.UsedAt is { } use)
            lines.Add($"  used at {use}");
        if (failure.Message.Contains("out of memory", StringComparison.Ordinal))
            lines.Add($"  each process has {Options.Tool.Sandbox.MemoryMax >> 20:N0} MB");
        if (SymbolHints.Find(failure, Shim) is { } hint)
            lines.Add($"  hint: {hint}");
        lines.Add($"  the shim: {Shim.Folder}");
        lines.Add($"  the whole log: {log}");
        return string.Join('\n', lines);
    }
}
