using System.Reflection;

namespace ApSpec.House;

/// <summary>The types that a type shows to those who use its assembly.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every (member, type shown) of an exported type: bases, interfaces, constraints, signatures; arguments of generics too.</summary>
    public static IEnumerable<(string Member, Type Shown)> Of(Type type) =>
        from shown in Signatures(type)
        from part in Parts(shown.Shown)
        select (shown.Member, part);

    private static IEnumerable<(string Member, Type Shown)> Signatures(Type type)
    {
        var heads = type.GetInterfaces().Concat(type.GetGenericArguments()).Append(type.BaseType ?? typeof(object));
        foreach (var head in heads)
        {
            yield return (type.Name, head);
        }

        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            yield return ($"{type.Name}.{field.Name}", field.FieldType);
        }

        // Accessors of properties and events are methods, so nothing else carries a signature.
        var methods = type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));
        foreach (var method in methods.Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
        {
            var shown = method.GetParameters().Select(p => p.ParameterType);
            shown = method is MethodInfo info ? shown.Append(info.ReturnType).Concat(info.GetGenericArguments()) : shown;
            foreach (var part in shown)
            {
                yield return ($"{type.Name}.{method.Name}", part);
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        if (type.IsGenericParameter)
        {
            // A constraint may name the parameter itself (T : IComparable<T>), so its arguments are left out.
            return type.GetGenericParameterConstraints().Select(c => c.IsGenericType ? c.GetGenericTypeDefinition() : c);
        }

        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }
}
