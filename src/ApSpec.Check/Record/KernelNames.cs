using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using ApSpec.Drivers;
using ApSpec.Kernel;

namespace ApSpec.Check;

/// <summary>Maps a modelled method to the C function that it stands for; reports print only C functions.</summary>
public static class KernelNames
{
    /// <summary>The printed name of a method that stands for no single function.</summary>
    public const string NoFunction = "the kernel around the driver";

    private static readonly ConcurrentDictionary<Revision, FrozenDictionary<string, string>> Known = new();

    /// <summary>The C name of a method of <paramref name="revision"/>, or of the modelled kernel around it; a kernel's own name stays as it is.</summary>
    public static Func<string, string> Lookup(Revision revision)
    {
        var names = Known.GetOrAdd(revision, static revision => Read(revision));
        return method => names.TryGetValue(method, out var name) ? name : IsMethod(method) ? NoFunction : method;
    }

    // The revision's methods first: a method of the kernel around it may have the same name.
    private static FrozenDictionary<string, string> Read(Revision revision)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var method in typeof(World).Assembly.GetTypes().Prepend(revision.Type).SelectMany(type => type.GetMethods(any)))
        {
            if (method.GetCustomAttribute<KernelFunctionAttribute>() is { } function)
                names.TryAdd(method.Name, function.Name);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // SetKvm, but neither vfio_ap_mdev_set_kvm nor PQAP(AQIC).
    private static bool IsMethod(string name) => char.IsAsciiLetterUpper(name[0]) && name.Any(char.IsAsciiLetterLower) && name.All(char.IsAsciiLetterOrDigit);
}
