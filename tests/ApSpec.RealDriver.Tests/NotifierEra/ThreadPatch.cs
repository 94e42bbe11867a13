using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.NotifierEra;

/// <summary>
/// The patch of the December 2020 thread, made on a tree that has it not, out of the tree's own lines: the clean-up's body is that of the
/// driver's release. Places are named by patterns; a pattern that is not there once is news of the tree.
/// </summary>
internal static class ThreadPatch
{
    private const string Helper = "vfio_ap_mdev_unset_kvm";
    private const string Unlock = "mutex_unlock(&matrix_dev->lock);";

    /// <summary>As it was merged (f21916ec4826): the notifier has the lock, it and release call the clean-up.</summary>
    public static string Merged(string text) => Released(Posted(text, leavesUnlock: false));

    /// <summary>Version 3, of 14 December: one unlock stays in set_kvm, and release keeps its own clean-up.</summary>
    public static string Version3(string text) => Posted(text, leavesUnlock: true);

    private static string Posted(string text, bool leavesUnlock)
    {
        var cleanUp = CleanUpIn(text);
        text = In(text, "vfio_ap_mdev_set_kvm", body => Regex.Replace(body, $@"^\s*mutex_(un)?lock\(.*\);\n{(leavesUnlock ? @"(?!\s*return -EPERM)" : "")}", "", RegexOptions.Multiline));
        return In(text, "vfio_ap_mdev_group_notifier", body =>
        {
            var start = Once(body, @"container_of\([^;]*;");
            var locked = body[(start.Index + start.Length)..];
            locked = Regex.Replace(locked, @"matrix_mdev->kvm = NULL;", $"if (matrix_mdev->kvm) {Helper}(matrix_mdev);");
            locked = Regex.Replace(locked, @"return \w+;", $"{{ {Unlock} $0 }}");
            return $"static void {Helper}(struct ap_matrix_mdev *matrix_mdev)\n{{{cleanUp.Replace("(mdev)", "(matrix_mdev->mdev)", StringComparison.Ordinal)}}}\n\n"
                + $"{body[..(start.Index + start.Length)]} mutex_lock(&matrix_dev->lock);{locked}";
        });
    }

    private static string Released(string text)
    {
        var cleanUp = CleanUpIn(text);
        return In(text, "vfio_ap_mdev_release", body => body.Replace(cleanUp, $" {Helper}(matrix_mdev); ", StringComparison.Ordinal));
    }

    // What release does for an mdev that has a guest.
    private static string CleanUpIn(string text) =>
        Once(FunctionOf(text, "vfio_ap_mdev_release").Value, @"if \(matrix_mdev->kvm\) \{(?<body>[^{}]*)\}").Groups["body"].Value;

    private static string In(string text, string function, Func<string, string> edit)
    {
        var found = FunctionOf(text, function);
        var edited = edit(found.Value);
        Assert.NotEqual(found.Value, edited);
        return text[..found.Index] + edited + text[(found.Index + found.Length)..];
    }

    private static Match FunctionOf(string text, string function) =>
        Once(text, $@"^(?!\s)[^;{{}}=#/*]*\b{function}\([^;{{}}]*\)\s*^\{{.*?^\}}");

    private static Match Once(string text, string pattern)
    {
        var found = Regex.Matches(text, pattern, RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(found.Count == 1, $"the tree moved: it has '{pattern}' {found.Count} times, not once");
        return found[0];
    }
}
