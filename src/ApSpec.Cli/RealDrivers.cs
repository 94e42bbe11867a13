using ApSpec.RealDriver;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.Cli;

/// <summary>From a kernel tree to its compiled driver.</summary>
internal static class RealDrivers
{
    public static BuiltDriver Build(string tree)
    {
        var library = DriverLibrary.Load(tree, out var error) ?? throw new InputException(error);
        return new BuiltDriver(tree, Path.GetFileNameWithoutExtension(tree), "000000000000", Path.GetFullPath(tree), library.Features,
            new CoreFacts(true, true, false), []);
    }
}
