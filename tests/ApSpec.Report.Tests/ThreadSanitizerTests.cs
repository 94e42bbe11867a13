using System.Text;
using System.Text.Json;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>A sanitizer's report where a finding of calls at once is printed.</summary>
public sealed class ThreadSanitizerTests
{
    private static readonly ShortestThreads Plain = new(
        new ThreadFinding(new ThreadViolation(Cases.RuleOf("MEM-01"), new Evidence { Text = "use after free of q05.0006 in find_owner" }), 1, 9, TraceFile.Parse("test", Encoding.UTF8.GetBytes("""
            scope mdevs=1 kvms=1
            create m0
            t1: open m0
            t2: remove m0
            schedule t1*9 t2 t1

            """), out _)!.Trace),
        null, IsProven: true);

    private static readonly ShortestThreads Sanitized = Plain with
    {
        Sanitizer = new SanitizerReport("heap-use-after-free", "read of 8 bytes", new SanitizerPlace("find_owner", "drivers/s390/crypto/vfio_ap_ops.c", 196),
            new SanitizerPlace("release_dev", "drivers/s390/crypto/vfio_ap_ops.c", 787), null),
    };

    [Fact]
    public void A_line_below_the_schedule_says_what_where_and_who_freed_it()
    {
        Assert.Contains("schedule t1*9 t2 t1 asan: heap-use-after-free in find_owner (vfio_ap_ops.c:196), freed in release_dev ", Flat(ThreadOutcomeText.Format(Of(Sanitized))), StringComparison.Ordinal);
        Assert.DoesNotContain("asan", ThreadOutcomeText.Format(Of(Plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_full_report_has_the_access_and_the_files() => Assert.Contains(
        "asan: heap-use-after-free, read of 8 bytes in find_owner (drivers/s390/crypto/vfio_ap_ops.c:196), freed in release_dev (drivers/s390/crypto/vfio_ap_ops.c:787)",
        Flat(ThreadOutcomeText.Full(Of(Sanitized))), StringComparison.Ordinal);

    [Fact]
    public void As_json_it_is_there_when_there_is_one()
    {
        var json = JsonDocument.Parse(Assert.Single(ThreadFindingJson.From(Of(Sanitized))).ToLine()).RootElement;

        Assert.Equal("release_dev", json.GetProperty("asan").GetProperty("freedBy").GetProperty("function").GetString());
        Assert.DoesNotContain("asan", Assert.Single(ThreadFindingJson.From(Of(Plain))).ToLine(), StringComparison.Ordinal);
    }

    // Without the ends of lines.
    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) + " ";

    private static ThreadOutcome Of(ShortestThreads found) => new(Cases.SubjectOf("v5.10"), ThreadBounds.Model, 1, 0, 9, 0, [found]);
}
