using System.Text;
using ApSpec.Kernel;

namespace ApSpec.Check.Threads;

/// <summary>Effects in words: <c>LoadPqapHook</c> is <c>load pqap_hook</c>.</summary>
internal static class EffectWords
{
    /// <summary>The words of a modelled effect.</summary>
    public static string Of(EffectKind kind, string what) => kind switch
    {
        EffectKind.Load when what.StartsWith("Load", StringComparison.Ordinal) => $"load {Snake(what[4..])}",
        EffectKind.Store when what.StartsWith("Store", StringComparison.Ordinal) => $"store {Snake(what[5..])}",
        _ => Snake(what),
    };

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
