using System.Globalization;
using System.Text.RegularExpressions;
using ApSpec.Search;

namespace ApSpec.RealDriver.Replay;

/// <summary>
/// Parses reports of gcc's sanitizers. It takes one frame of each stack: for an access the innermost one in a C file of the tree; for a free
/// or an allocation the innermost one of the driver, or else of the tree.
/// </summary>
public static partial class SanitizerText
{
    private const string Tree = "tree/";
    private const string Driver = "drivers/s390/crypto/";
    private const string Address = "Address";

    private enum Stack
    {
        Access,
        Free,
        Allocation,
    }

    /// <summary>The report; null when there is none. With several, an invalid access is preferred to undefined behaviour and leaks.</summary>
    public static SanitizerReport? Parse(string text)
    {
        var headers = Header().Matches(text);
        if ((headers.FirstOrDefault(match => match.Groups["who"].Value == Address) ?? headers.FirstOrDefault()) is not { } header)
            return null;
        var (access, stacks) = Read(text[(header.Index + header.Length)..]);
        var at = stacks[Stack.Access].FirstOrDefault(place => place.File.EndsWith(".c", StringComparison.Ordinal)) ?? stacks[Stack.Access].FirstOrDefault();
        if (header.Groups["undefined"] is { Success: true } undefined)
            return new SanitizerReport(undefined.Value, null, at ?? PlaceOf(header, ""), null, null);
        return new SanitizerReport(KindOf(header.Groups["kind"].Value), access, at, Driven(stacks[Stack.Free]), Driven(stacks[Stack.Allocation]));
    }

    private static (string? Access, Dictionary<Stack, List<SanitizerPlace>> Stacks) Read(string rest)
    {
        string? access = null;
        var stacks = Enum.GetValues<Stack>().ToDictionary(stack => stack, _ => new List<SanitizerPlace>());
        var stack = Stack.Access;
        foreach (var line in rest.Split('\n'))
        {
            if (line.StartsWith("SUMMARY:", StringComparison.Ordinal) || Header().IsMatch(line))
                break;
            if (Sized().Match(line) is { Success: true } sized)
                access = $"{sized.Groups["way"].Value.ToLowerInvariant()} of {sized.Groups["size"].Value} {(sized.Groups["size"].Value == "1" ? "byte" : "bytes")}";
            else if (Signal().Match(line) is { Success: true } signal)
                access = signal.Groups["way"].Value.ToLowerInvariant();
            else if (line.StartsWith("freed by", StringComparison.Ordinal))
                stack = Stack.Free;
            else if (Allocated().IsMatch(line))
                stack = Stack.Allocation;
            else if (Frame().Match(line) is { Success: true } frame && PlaceOf(frame, frame.Groups["function"].Value) is { } place)
                stacks[stack].Add(place);
        }

        return (access, stacks);
    }

    private static string KindOf(string words) => words switch
    {
        "detected memory leaks" => "memory leak",
        "attempting free" => "bad-free",
        _ => words.Replace("attempting ", "", StringComparison.Ordinal),
    };

    private static SanitizerPlace? Driven(List<SanitizerPlace> places) =>
        places.Find(place => place.File.StartsWith(Driver, StringComparison.Ordinal)) ?? places.FirstOrDefault();

    // Frames of the C library and of the fakes are not in the tree.
    private static SanitizerPlace? PlaceOf(Match match, string function)
    {
        var file = match.Groups["file"].Value;
        return file.StartsWith(Tree, StringComparison.Ordinal)
            && int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? new SanitizerPlace(function, file[Tree.Length..], line)
                : null;
    }

    [GeneratedRegex(@"^(?:==\d+==ERROR: (?<who>Address|Leak)Sanitizer: (?<kind>.+?)(?: on .*)?|(?<file>\S+?):(?<line>\d+):\d+: runtime error: (?<undefined>.+))$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?<way>READ|WRITE) of size (?<size>\d+) ", RegexOptions.CultureInvariant)]
    private static partial Regex Sized();

    [GeneratedRegex(@"The signal is caused by a (?<way>READ|WRITE) memory access", RegexOptions.CultureInvariant)]
    private static partial Regex Signal();

    [GeneratedRegex(@"^(?:previously )?allocated by|^(?:Direct|Indirect) leak of", RegexOptions.CultureInvariant)]
    private static partial Regex Allocated();

    [GeneratedRegex(@"^\s*#\d+ 0x[0-9a-f]+ in (?<function>\S+) (?<file>\S+?):(?<line>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
