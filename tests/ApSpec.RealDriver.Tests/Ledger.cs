using System.Numerics;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests;

/// <summary>What can be seen of a system, as text: one line for each field that is not zero.</summary>
internal static class Ledger
{
    public static string Of(ISystem system, IEnumerable<FieldInfo> fields)
    {
        var words = system.Observe().Words.ToArray();
        return string.Concat(fields.Where(field => field.IsObservable && field.Width > 0)
            .Select(field => (field, Value: Value(words, field)))
            .Where(pair => pair.Value != 0)
            .Select(pair => $"{pair.field.Owner}.{pair.field.Name} = {pair.Value:x}\n"));
    }

    private static BigInteger Value(ulong[] words, FieldInfo field)
    {
        var all = BigInteger.Zero;
        for (var i = (field.Shift + field.Width - 1) / 64; i >= 0; i--)
            all = (all << 64) | words[field.Word + i];
        return (all >> field.Shift) & ((BigInteger.One << field.Width) - 1);
    }
}
