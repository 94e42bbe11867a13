using System.Reflection;
using System.Runtime.CompilerServices;

namespace ApSpec.House;

public sealed class RevisionTests
{
    private const string Kernel = "ApSpec.Kernel";
    private const string Drivers = "ApSpec.Drivers";
    private const string Revisions = "src/ApSpec.Drivers/Revisions/";

    [Fact]
    public void Drivers_do_not_see_the_inside_of_the_kernel()
    {
        Judge.NoFindings(ProductAssemblies.Of(Kernel).GetCustomAttributes<InternalsVisibleToAttribute>()
            .Where(a => a.AssemblyName.Split(',')[0] == Drivers)
            .Select(a => $"{Kernel} shows its internals to {a.AssemblyName}"));
    }

    // Every file there is a revision and must be found in the assembly, so a file that is not looked at fails too.
    [Fact]
    public void Revisions_do_not_inherit_from_each_other()
    {
        var types = ProductAssemblies.Of(Drivers).GetTypes();
        foreach (var file in RepoTree.FilesEnding(".cs", Revisions))
        {
            var name = Path.GetFileName(file).Split('.')[0];
            var type = Assert.Single(types, t => t.Name == name && !t.IsNested);
            Judge.NoFindings(InheritsCode(type) ? [$"{file}: {name} inherits from {type.BaseType}"] : []);
        }
    }

    [Fact]
    public void A_revision_that_inherits_from_a_class_is_found()
    {
        Assert.True(InheritsCode(typeof(Inheriting)));
        Assert.False(InheritsCode(typeof(Parent)));
    }

    private static bool InheritsCode(Type type) =>
        type.BaseType is { } parent
        && parent != typeof(object)
        && !(parent.IsAbstract && parent.Assembly.GetName().Name == Kernel);

    private class Parent;

    private sealed class Inheriting : Parent;
}
