using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>The files that a build generates from a tree's KVM.</summary>
internal static class KvmText
{
    /// <summary>The structures, which Shim/kernel/kvm.h includes.</summary>
    public const string Types = "inc/kvm_types.h";

    /// <summary>The functions.</summary>
    public const string Functions = "inc/kvm_functions.c";

    /// <summary>Which functions these are, for Shim/kvm/assumed.c.</summary>
    public const string Own = "inc/kvm_own.h";

    /// <summary>Text of <see cref="Types"/>; when it is empty, the shim uses its own structures.</summary>
    public static string OfTypes(IReadOnlyCollection<CDefinition> types)
    {
        var text = new StringBuilder("/* Structures of the tree; made for this build. */\n");
        if (types.Count > 0)
            text.Append("#define APX_TREE_TYPES 1\n");
        foreach (var type in types)
            Append(text, type);
        return text.ToString();
    }

    /// <summary>Text of <see cref="Functions"/>.</summary>
    public static string OfFunctions(KvmSources sources, IReadOnlyCollection<KvmFunction> functions)
    {
        var text = new StringBuilder("#include \"kvm_own.h\"\n#include \"kvm/around.h\"\n");
        foreach (var name in functions.SelectMany(function => function.Calls).Concat(functions.Select(function => function.Name)).Distinct())
        {
            if (sources.Function(name) is { } found)
                Append(text, found);
        }

        return text.Append("#include \"kvm/tail.h\"\n").ToString();
    }

    /// <summary>Text of <see cref="Own"/>.</summary>
    public static string OfOwn(IEnumerable<KvmFunction> functions) =>
        string.Concat(functions.Select(function => $"#define {function.Macro} 1\n").Prepend("/* What is the tree's own; made for this build. */\n"));

    private static void Append(StringBuilder text, CDefinition found) =>
        text.Append($"#line {found.Line} \"tree/{found.Path}\"\n{found.Text}\n");
}
