using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;

namespace ApSpec.Cli;

/// <summary>From a kernel tree to its compiled driver.</summary>
internal static class RealDrivers
{
    public static BuiltDriver Build(string tree) =>
        (DriverBuild.Get(tree, new BuildOptions(Commands.DriverCommand.Tool()), out var error) ?? throw new InputException(error)).Driver;
}
