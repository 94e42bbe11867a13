using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.Report;

namespace ApSpec.Cli;

/// <summary>From a kernel tree to its compiled driver, built on first use.</summary>
internal static class RealDrivers
{
    /// <summary>The drivers of several trees, each with a name of its own.</summary>
    public static ImmutableArray<BuiltDriver> Build(string[] trees, Sandbox sandbox) =>
        BuiltDriver.ToldApart([.. trees.Select(tree => Build(tree, sandbox))]);

    public static BuiltDriver Build(string tree, Sandbox sandbox)
    {
        var build = DriverBuild.Get(tree, new BuildOptions(Commands.DriverCommand.Tool(sandbox)), out var error) ?? throw new InputException(error);
        if (build.CannotLoad is { } function)
            throw new NoVerdictException($"{tree}: no trace can begin: {MissingFunction.ReasonOf(function)} while it was loaded\n  "
                + string.Join("\n  ", build.Manifest.Missing.Select(Report.MissingText.Of)));
        foreach (var failed in build.Manifest.SelfTest.Where(check => check.Failure is not null))
            Console.Error.WriteLine($"apspec: {tree}: fails its self-test: {SelfTestText.Of(failed)}");
        return build.Built(tree);
    }
}
