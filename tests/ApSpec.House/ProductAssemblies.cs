using System.Reflection;

namespace ApSpec.House;

/// <summary>The compiled assemblies of spec/, src/ and generators/, as built for these tests.</summary>
internal static class ProductAssemblies
{
    private const string CommandAssembly = "apspec";

    /// <summary>One assembly per product project; a project that is not built beside the tests is an error.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
        [.. ProjectFile.All.Where(p => p.IsProduct).Select(p => Assembly.Load(p.Name == "ApSpec.Cli" ? CommandAssembly : p.Name))];

    public static Assembly Of(string project) => All.Single(a => ProjectOf(a) == project);

    public static string ProjectOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        return name == CommandAssembly ? "ApSpec.Cli" : name;
    }
}
