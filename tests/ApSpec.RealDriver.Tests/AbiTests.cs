using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Tests;

/// <summary>
/// The C# side of the interface says the same as Shim/abi.h: sizes and offsets of every structure and the value of every constant,
/// as gcc sees them.
/// </summary>
public sealed partial class AbiTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [GccFact]
    public async Task Structures_have_the_same_size_and_their_fields_the_same_offsets()
    {
        var expected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (type, name) in AbiNames.Structures)
        {
            expected.Add($"sizeof(struct {name})", SizeOf(type));
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                var member = AbiNames.MemberOf(type, field.Name);
                expected.Add($"offsetof(struct {name}, {member})", Marshal.OffsetOf(type, field.Name));
                expected.Add($"sizeof(((struct {name} *)0)->{member})", SizeOf(field.FieldType));
            }
        }

        Assert.Equal(Lines(expected), Lines(await Values(expected.Keys)));
    }

    [GccFact]
    public async Task Constants_have_the_same_values()
    {
        var expected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in AbiNames.Constants)
            expected.Add(name, value);

        Assert.Equal(Lines(expected), Lines(await Values(expected.Keys)));
    }

    [Fact]
    public void Every_structure_and_constant_of_the_header_is_compared()
    {
        var text = CommentPattern().Replace(Header(), "");
        var structures = StructurePattern().Matches(text).Select(match => match.Groups[1].Value);
        var constants = EnumPattern().Matches(text)
            .SelectMany(match => match.Groups[1].Value.Split(','))
            .Select(line => line.Split('=')[0].Trim()).Where(name => name.Length > 0);

        Assert.Empty(structures.Except(AbiNames.Structures.Select(pair => pair.Name)));
        Assert.Empty(constants.Except(AbiNames.Constants.Select(pair => pair.Name)).Except(AbiNames.OfC));
    }

    [Fact]
    public void Every_field_of_a_structure_of_the_header_is_compared()
    {
        var text = CommentPattern().Replace(Header(), "");
        foreach (var (type, name) in AbiNames.Structures)
        {
            var body = Regex.Match(text, $@"struct {name} \{{(.*?)\n\}};", RegexOptions.Singleline).Groups[1].Value;
            var members = type == typeof(NativeApi)
                ? FunctionPattern().Matches(body).Select(match => match.Groups[1].Value).Concat(PlainMembers(FunctionLine().Replace(body, "")))
                : PlainMembers(body);
            var ours = type.GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => AbiNames.MemberOf(type, field.Name));

            Assert.Equal(members.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
        }
    }

    // "const char *function; apx_u8 a, b[4];" is function, a, b.
    private static IEnumerable<string> PlainMembers(string body) => body.Split(';')
        .Select(line => line.Trim()).Where(line => line.Length > 0)
        .SelectMany(line => MembersPattern().Match(line).Groups[1].Value.Split(','))
        .Select(word => word.Trim(' ', '*').Split('[')[0]);

    private async Task<Dictionary<string, long>> Values(IEnumerable<string> expressions)
    {
        var program = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n#include \"abi.h\"\nint main(void)\n{\n");
        foreach (var expression in expressions)
            program.Append(CultureInfo.InvariantCulture, $"\tprintf(\"%lld %s\\n\", (long long)({expression}), \"{expression}\");\n");
        folder.Write("abi.c", program.Append("\treturn 0;\n}\n").ToString());
        var compiled = await ToolRun.Run(
            "gcc", ["-Wall", $"-I{ShimSource.Default}", "-o", folder.At("abi"), folder.At("abi.c")], folder.Path, Limit);
        Assert.True(compiled.IsOk, compiled.Error);
        var run = await ToolRun.Run(folder.At("abi"), [], folder.Path, Limit);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2))
            .ToDictionary(words => words[1], words => long.Parse(words[0], CultureInfo.InvariantCulture));
    }

    private static string Lines(IReadOnlyDictionary<string, long> values) =>
        string.Concat(values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {pair.Value}\n"));

    private static string Header() => File.ReadAllText(Path.Combine(ShimSource.Default, "abi.h"));

    private static int SizeOf(Type type) => type.IsPointer || type.IsFunctionPointer
        ? nint.Size
        : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^struct (\w+) \{", RegexOptions.Multiline)]
    private static partial Regex StructurePattern();

    [GeneratedRegex(@"^enum \w* ?\{(.*?)\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex EnumPattern();

    [GeneratedRegex(@"\(\*(\w+)\)")]
    private static partial Regex FunctionPattern();

    [GeneratedRegex(@"^.*\(\*\w+\).*$", RegexOptions.Multiline)]
    private static partial Regex FunctionLine();

    [GeneratedRegex(@"^(?:const )?(?:struct )?\w+ (.*)$", RegexOptions.Singleline)]
    private static partial Regex MembersPattern();
}
