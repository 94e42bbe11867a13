using System.Diagnostics;
using System.Reflection;

namespace ApSpec.House;

public sealed class OptimizeTests
{
    // Without the optimiser the compiler makes async state machines classes, and kernel frames can no longer be saved.
    [Fact]
    public void Product_assemblies_are_optimised_in_every_configuration()
    {
        Judge.NoFindings(ProductAssemblies.All.Where(IsUnoptimised).Select(a =>
            $"{ProductAssemblies.ProjectOf(a)} is not optimised: is Optimize set for it in Directory.Build.props?"));
    }

#if DEBUG
    [Fact]
    public void An_unoptimised_assembly_is_found()
    {
        Assert.True(IsUnoptimised(typeof(OptimizeTests).Assembly));
    }
#endif

    private static bool IsUnoptimised(Assembly assembly) =>
        assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
}
