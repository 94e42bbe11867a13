using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// Writes what tells two frames of one function apart: where it goes on, its locals and its arguments. Made once for each function from the
/// fields of its state machine. What is the same for a whole world (the driver, the world, threads) is left out; a local that lives on the
/// heap and can change is refused, since a saved frame would share it.
/// </summary>
internal static class FrameReader<TMachine>
    where TMachine : IAsyncStateMachine
{
    /// <summary>Writes the fields of a state machine.</summary>
    public delegate void Write(ref TMachine machine, KeyWriter key);

    /// <summary>Writes the frame's key.</summary>
    public static readonly Write Read = Make();

    private static Write Make()
    {
        var machine = Expression.Parameter(typeof(TMachine).MakeByRefType());
        var key = Expression.Parameter(typeof(KeyWriter));
        var writes = FrameFields.WritesOf(machine, typeof(TMachine), key, typeof(TMachine).Name).ToArray();
        return Expression.Lambda<Write>(Expression.Block([Expression.Call(key, FrameFields.AddWord, Expression.Constant((ulong)FrameFields.NumberOf(typeof(TMachine)))), .. writes]), machine, key).Compile();
    }
}

/// <summary>The fields of state machines, as words of a key.</summary>
internal static class FrameFields
{
    /// <summary><see cref="KeyWriter.Add(ulong)"/>.</summary>
    public static readonly MethodInfo AddWord = typeof(KeyWriter).GetMethod(nameof(KeyWriter.Add), [typeof(ulong)])!;

    private static readonly MethodInfo AddText = typeof(KeyWriter).GetMethod(nameof(KeyWriter.Add), [typeof(string)])!;
    private static readonly MethodInfo AddNumbers = typeof(KeyWriter).GetMethod(nameof(KeyWriter.Add), [typeof(int[])])!;

    // What is made once for a world, or never changes.
    private static readonly Type[] OfWorld =
    [
        typeof(World), typeof(KernelThread), typeof(KernelDriver), typeof(IKernelEra), typeof(Delegate), typeof(IdMap), typeof(Hardware), typeof(Module),
        typeof(MatrixDevice), typeof(VfioCore), typeof(OpenDeviceVfio), typeof(QueueBuckets),
    ];

    private static readonly ConcurrentDictionary<Type, int> Numbers = new();

    /// <summary>A number for a type.</summary>
    public static int NumberOf(Type type) => Numbers.GetOrAdd(type, static _ => Numbers.Count);

    /// <summary>Writes for every field of a value, depth first.</summary>
    public static IEnumerable<Expression> WritesOf(Expression value, Type type, Expression key, string place) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => Of(Expression.Field(value, field), field.FieldType, key, $"{place}.{field.Name}"));

    private static IEnumerable<Expression> Of(Expression value, Type type, Expression key, string place)
    {
        if (type.IsEnum)
            return Of(Expression.Convert(value, Enum.GetUnderlyingType(type)), Enum.GetUnderlyingType(type), key, place);
        if (type == typeof(bool))
            return [Expression.Call(key, AddWord, Expression.Condition(value, Expression.Constant(1UL), Expression.Constant(0UL)))];
        if (type.IsPrimitive)
            return [Expression.Call(key, AddWord, Expression.Convert(value, typeof(ulong)))];
        if (type == typeof(string))
            return [Expression.Call(key, AddText, value)];
        if (type == typeof(int[])) // made for one call, and not written to
            return [Expression.Call(key, AddNumbers, value)];
        if (type.IsValueType)
            return WritesOf(value, type, key, place);
        if (IsConstant(type))
            return [];
        if (PlaceOf(type) is { } first)
            return [WhenSet(value, WritesOf(Expression.Property(value, first), typeof(Field), key, place), key)];
        throw new InvalidOperationException($"a {type} in {place} is shared by saved frames");
    }

    // A local is NULL until it is set.
    private static ConditionalExpression WhenSet(Expression value, IEnumerable<Expression> writes, Expression key) => Expression.IfThenElse(
        Expression.ReferenceEqual(value, Expression.Constant(null)),
        Expression.Call(key, AddWord, Expression.Constant(ulong.MaxValue)),
        Expression.Block(writes));

    private static bool IsConstant(Type type) => OfWorld.Any(part => part.IsAssignableFrom(type));

    // The fields of one entity never change; where the first of them lies says whose they are.
    private static PropertyInfo? PlaceOf(Type type) => type.Name.EndsWith("Fields", StringComparison.Ordinal)
        ? type.GetProperty("Life") ?? type.GetProperties().FirstOrDefault(property => property.PropertyType == typeof(Field))
        : null;
}
