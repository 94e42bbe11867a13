using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.Report;

namespace ApSpec.Cli;

/// <summary>Gets the compiled driver of a kernel tree, which is built on first use.</summary>
internal static class RealDrivers
{
    /// <summary>The drivers of several trees, with unique names.</summary>
    public static ImmutableArray<BuiltDriver> Build(TreeName[] trees, Sandbox sandbox) =>
        BuiltDriver.ToldApart([.. trees.Select(tree => Build(tree, sandbox))]);

    /// <summary>The driver of a tree on the command line. The build keeps a copy of the compiled files; those extracted for a revision are removed.</summary>
    public static BuiltDriver Build(TreeName tree, Sandbox sandbox)
    {
        using var folder = Folder(tree, sandbox);
        return Build(folder, sandbox);
    }

    /// <summary>The driver of a tree with its files on disk.</summary>
    public static BuiltDriver Build(TreeFolder tree, Sandbox sandbox)
    {
        var build = Library(tree, new BuildOptions(Commands.DriverCommand.Tool(sandbox)));
        if (build.CannotLoad is { } function)
            throw new NoVerdictException($"{tree.Name}: no trace can begin: {MissingFunction.ReasonOf(function)} while it was loaded\n  "
                + string.Join("\n  ", build.Manifest.Missing.Select(Report.MissingText.Format)));
        foreach (var failed in build.Manifest.SelfTest.Where(check => check.Failure is not null && SelfTest.IsOfTraces(check)))
            Console.Error.WriteLine($"apspec: {tree.Name}: fails its self-test: {SelfTestText.Format(failed)}");
        return build.Built(tree.Name);
    }

    /// <summary>A library of a tree, in any flavour.</summary>
    public static DriverBuild Library(TreeName tree, BuildOptions options)
    {
        using var folder = Folder(tree, options.Tool.Sandbox);
        return Library(folder, options);
    }

    /// <summary>The same for a tree with its files on disk.</summary>
    public static DriverBuild Library(TreeFolder tree, BuildOptions options) =>
        DriverBuild.Get(tree.Path, options with { TreeName = tree.Name }, out var error) ?? throw new InputException(error);

    private static TreeFolder Folder(TreeName tree, Sandbox sandbox) =>
        TreeFolder.Open(tree, sandbox, out var error) ?? throw new InputException(error);
}
