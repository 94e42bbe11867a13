using System.Reflection;
using ApSpec.Kernel;

namespace ApSpec.Check;

/// <summary>From a modelled function to the C function it stands for.</summary>
public static class KernelNames
{
    /// <summary>The C name of <paramref name="function"/> in a revision or in the modelled core; the name itself when it has none, or in a real driver.</summary>
    public static string Of(Subject subject, string function)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        if (subject is not ModelSubject model)
            return function;
        var types = typeof(World).Assembly.GetTypes().Prepend(model.Revision.Type);
        foreach (var method in types.SelectMany(type => type.GetMethods(any)).Where(method => method.Name == function))
        {
            if (method.GetCustomAttribute<KernelFunctionAttribute>() is { } kernel)
                return kernel.Name;
        }

        return function;
    }
}
