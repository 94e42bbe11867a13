using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;

namespace ApSpec.Report;

/// <summary>A built driver library as text: what was compiled, what the driver has, what is assumed, and whether it works.</summary>
public static class DriverBuildText
{
    private const int NameColumns = 11;
    private const int HashDigits = 8;

    private static readonly ImmutableArray<(DriverFeatures Feature, string Words)> Features =
    [
        (DriverFeatures.Shadow, "a shadow of the guest's masks"),
        (DriverFeatures.AddMasks, "masks of what a configuration change adds"),
        (DriverFeatures.QueueTable, "a table of queues in each mdev"),
        (DriverFeatures.Request, "request callback"),
        (DriverFeatures.RequestIrq, "request eventfd (SET_IRQS)"),
        (DriverFeatures.ConfigIrq, "configuration-change eventfd (SET_IRQS)"),
        (DriverFeatures.ApConfig, "attribute ap_config"),
        (DriverFeatures.InUse, "in_use callback"),
        (DriverFeatures.ConfigChanged, "on_config_changed callback"),
        (DriverFeatures.ScanComplete, "on_scan_complete callback"),
        (DriverFeatures.DmaUnmap, "dma_unmap callback"),
        (DriverFeatures.GuestMatrix, "attribute guest_matrix"),
        (DriverFeatures.HookSemaphore, "PQAP hook under a semaphore"),
        (DriverFeatures.TwoLocks, "guests_lock and mdevs_lock"),
        (DriverFeatures.ResetWork, "resets awaited by a work item"),
        (DriverFeatures.GroupNotifier, "a notifier of the VFIO group"),
        (DriverFeatures.IommuNotifier, "a notifier of the container"),
        (DriverFeatures.OpenCount, "opens that VFIO counts"),
    ];

    /// <summary>The text, with a line feed at its end.</summary>
    public static string Format(DriverBuild build, TimeSpan time)
    {
        var manifest = build.Manifest;
        var text = new StringBuilder();
        Line(text, "tree", Path.GetFullPath(build.Tree));
        Line(text, "version", manifest.Version is { } version ? $"{version} (as its Makefile says)" : "its Makefile names none");
        Line(text, "driver", $"{manifest.ShortHash} (hash of the compiled files)");
        foreach (var (place, file) in manifest.Files.Index())
            text.Append($"{(place == 0 ? "compiled" : ""),-NameColumns}{file.Sha256[..HashDigits]} {file.Lines,5:N0} lines {file.Path}\n");
        Lines(text, "left out", manifest.NotCompiled.Select(path => $"{path} (in the module by the kernel's configuration only)"));
        Line(text, "has", WordsOf(manifest.Features, has: true));
        Line(text, "has not", WordsOf(manifest.Features, has: false));
        Lines(text, "around it", manifest.CoreTexts);
        Line(text, "compiler", manifest.Compiler);
        Lines(text, "missing", manifest.Missing.Select(MissingText.Format));
        Line(text, "self-test", $"{manifest.SelfTest.Count(check => check.IsPassed)} of {manifest.SelfTest.Length} checks passed");
        Lines(text, "", manifest.SelfTest.Where(check => !check.IsPassed).Select(SelfTestText.Format));
        var seconds = time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        Line(text, "time", build.WasThere ? $"{seconds} s, it was in the cache" : $"{seconds} s");
        Line(text, "library", build.LibraryPath);
        return text.ToString();
    }

    /// <summary>The features a driver has, or lacks, in words.</summary>
    public static string WordsOf(DriverFeatures features, bool has)
    {
        var words = Features.Where(row => features.HasFlag(row.Feature) == has).Select(row => row.Words).ToArray();
        return words.Length == 0 ? "nothing of what is asked for" : string.Join("; ", words);
    }

    private static void Lines(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Line(text, name, value);
            name = "";
        }
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        var indent = new string(' ', NameColumns);
        text.Append(MailText.Wrap(value, name.PadRight(NameColumns), indent)).Append('\n');
    }
}
