using System.Text;
using System.Text.RegularExpressions;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Patches;

/// <summary>
/// A private copy of a tree's parts with a patch applied by <c>git apply</c> in the sandbox. Context lines must match; line numbers may
/// differ. Files that no build reads are not in the copy, and their part of the patch is not applied.
/// </summary>
internal static partial class PatchedTree
{
    private const int ComplaintsMax = 6;
    private const string ComplaintStart = "error: ";

    /// <summary>Applies a patch to the copy in <paramref name="folder"/>; the error text is empty when it succeeded.</summary>
    public static string Apply(Patch patch, string folder, string name, RunFolder run, Sandbox sandbox)
    {
        var text = string.Concat(patch.Files.Where(PatchPaths.IsRead).Select(file => file.Text));
        if (text.Length == 0)
            return "";
        if (GitCommand.WhyNot is { } missing)
            return missing;
        var file = run.Write($"{Path.GetFileName(folder)}.patch", Encoding.UTF8.GetBytes(text));
        var output = GitCommand.Work(folder, ["apply", "--whitespace=nowarn", "-p1", file], sandbox, file);
        return output.Exit == 0 ? "" : $"{patch.Place}: does not apply to {name}: {string.Join("; ", Complaints(output.Error))}";
    }

    // git prints first which hunk of a file fails, then that the file's diff does not apply.
    private static IEnumerable<string> Complaints(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(ComplaintStart, StringComparison.Ordinal) ? line[ComplaintStart.Length..] : line).ToArray();
        return lines.Where(line => !line.EndsWith(": patch does not apply", StringComparison.Ordinal)).Take(ComplaintsMax)
            .Select(line => Failed().Replace(line, "${file}:${line}: the tree has no such lines as this hunk expects"));
    }

    [GeneratedRegex(@"^patch failed: (?<file>.*):(?<line>\d+)$")]
    private static partial Regex Failed();
}
