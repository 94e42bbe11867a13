using System.Text;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>
/// A source file with every defect of a table in it, each asleep until its number is in a constant of the compiled library: one
/// build for all of them. With no number the code does what the file said.
/// </summary>
internal sealed partial class SeededSource
{
    /// <summary>The constant's value while no defect is awake: nothing else in a library looks like it.</summary>
    public const ulong Asleep = 0x5eed_ab1e_0fc0_de00;

    private readonly string text;
    private readonly string code;
    private readonly List<(int At, int Order, string Text)> insertions = [];

    public SeededSource(string text)
    {
        this.text = text;
        code = Comments().Replace(text, comment => Blank(comment.Value));
    }

    /// <summary>Puts a defect in; its number is 1 to 255.</summary>
    public void Add(SeededDefect defect, int number)
    {
        var at = Find(defect);
        var awake = $"apspec_seeded == 0x{Asleep + (ulong)number:x}UL";
        if (defect.Action is DefectAction.Never or DefectAction.Negate)
        {
            var open = code.LastIndexOf("if (", at, StringComparison.Ordinal) + "if ".Length;
            var condition = (open, EndOf(open));
            Assert.True(open >= "if ".Length && condition.Item2 >= at + defect.Anchor.Length, $"{defect.Name}: the anchor is in no condition");
            var (before, after) = defect.Action == DefectAction.Never ? ($"(!({awake}) && ", ")") : ($"(({awake}) ^ !!", ")");
            Insert(condition.Item1, before, condition.Item2, after);
        }
        else if (defect.Action == DefectAction.Replace)
        {
            Insert(at, $"({awake} ? {defect.Value} : ", at + defect.Anchor.Length, ")");
        }
        else
        {
            var (start, end) = StatementAt(at);
            var (before, after) = defect.Action switch
            {
                DefectAction.Drop => ($"do {{ if (!({awake})) ", " } while (0);"),
                DefectAction.Repeat => ("{ ", $" if ({awake}) {text[start..end]} }}"),
                _ => ("{ ", $" if ({awake}) return {defect.Value}; }}"),
            };
            Insert(start, before, end, after);
        }
    }

    /// <summary>The whole file.</summary>
    public override string ToString()
    {
        var changed = new StringBuilder(text);
        foreach (var (at, _, inserted) in insertions.OrderByDescending(i => i.At).ThenByDescending(i => i.Order))
            changed.Insert(at, inserted);
        return $"static const volatile unsigned long apspec_seeded = 0x{Asleep:x}UL; {changed}";
    }

    private int Find(SeededDefect defect)
    {
        var function = Regex.Match(code, $@"^(?!\s)[^;{{}}=#]*\b{defect.Function}\([^;{{}}]*\)\s*^\{{.*?^\}}", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(function.Success, $"{defect.Name}: the tree moved: there is no function {defect.Function}");
        var places = Regex.Matches(function.Value, Regex.Escape(defect.Anchor));
        Assert.True(places.Count == 1, $"{defect.Name}: the tree moved: {defect.Function} has '{defect.Anchor}' {places.Count} times, not once");
        return function.Index + places[0].Index;
    }

    // From the end of the statement before it; not the condition or the loop that it is the body of.
    private (int Start, int End) StatementAt(int anchor)
    {
        var start = code.LastIndexOfAny([';', '{', '}'], anchor - 1) + 1;
        while (Prefix().Match(code, start) is { Success: true } prefix)
        {
            var after = prefix.Value.EndsWith('(') ? EndOf(prefix.Index + prefix.Length - 1) : prefix.Index + prefix.Length;
            if (after > anchor)
                break;
            start = after;
        }

        while (char.IsWhiteSpace(code[start]))
            start++;
        return (start, code.IndexOf(';', anchor) + 1);
    }

    private int EndOf(int parenthesis)
    {
        var depth = 0;
        for (var at = parenthesis; ; at++)
        {
            depth += code[at] == '(' ? 1 : code[at] == ')' ? -1 : 0;
            if (depth == 0)
                return at + 1;
        }
    }

    private void Insert(int start, string before, int end, string after)
    {
        insertions.Add((start, insertions.Count, before));
        insertions.Add((end, -insertions.Count, after));
    }

    private static string Blank(string comment) => string.Concat(comment.Select(c => c == '\n' ? c : ' '));

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\G\s*(else\b|(if|while|hash_for_each|list_for_each_entry\w*|for_each_set_bit_inv) ?\(|case \w+:|default:|\w+:(?=\s))")]
    private static partial Regex Prefix();
}
