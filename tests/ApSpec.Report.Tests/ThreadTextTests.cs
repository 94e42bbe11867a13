using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

/// <summary>A schedule as columns and as a diagram.</summary>
public sealed class ThreadTextTests
{
    private static readonly Trace Deadlock = TraceOf("t1: release m0\nt2: pv_enable k0\nt3: aqic_enable k0 05.0006 isc=3 nib=0x12000\nschedule t3*5 t2 t1 t3\n");

    [Fact]
    public void A_deadlock_is_pinned() => Golden.Check("threads-deadlock.txt", Format("v5.10", Deadlock));

    [Fact]
    public void Its_diagram_is_pinned() => Golden.Check("threads-deadlock.mmd", SequenceDiagram.Format(Deadlock.Threads, Play("v5.10", Deadlock)));

    [Theory]
    [InlineData("v5.10")]
    [InlineData("v5.12")]
    [InlineData("6.12.117")]
    public void No_line_is_wider_than_a_mail(string revision)
    {
        foreach (var threads in new[] { "t1: release m0\nt2: pv_enable k0\n", "t1: release m0\nt2: pv_enable k0\nt3: aqic_disable k0 05.0006\nt4: unassign_adapter m0 05\n" })
            Assert.All(Format(revision, TraceOf($"{threads}schedule\n")).Split('\n'), line => Assert.True(line.Length <= 72, line));
    }

    [Fact]
    public void Calls_that_return_say_what_and_that_nothing_is_violated()
    {
        var text = Format("v5.15", TraceOf("t1: release m0\nt2: pv_enable k0\nschedule\n"));

        Assert.Equal(2, text.Split('\n').Count(line => line.Trim() == "= 0"));
        Assert.Contains("0 preemptions", text, StringComparison.Ordinal);
        Assert.Contains("  nothing is violated that needs a second thread", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_cannot_be_made_is_named()
    {
        var text = Format("v5.15", TraceOf("t1: release m0\nt2: release m0\nschedule\n"));

        Assert.Contains("  t2 could not make 'release m0'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_calls_violate_one_after_the_other_is_named_and_no_finding()
    {
        var text = Format("v5.10", TraceOf("t1: set_kvm m0 null\nt2: pv_enable k0\nschedule\n"));

        Assert.Contains("the same calls one after the other violate ", text, StringComparison.Ordinal);
        Assert.Contains("KVM-01", text, StringComparison.Ordinal);
        Assert.Contains("nothing is violated that needs a second thread", text, StringComparison.Ordinal);
    }

    private static string Format(string revision, Trace trace) => ThreadText.Format(new ModelSubject(Catalog.Find(revision)!), trace, Play(revision, trace));

    private static ThreadRecord Play(string revision, Trace trace) => ThreadPlayer.Play(new ModelSubject(Catalog.Find(revision)!), trace, RuleBook.All, out _)!;

    private static Trace TraceOf(string calls)
    {
        var text = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure\ncreate m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\n"
            + calls;
        return TraceFile.Parse("t", Encoding.UTF8.GetBytes(text), out var error)?.Trace ?? throw new ArgumentException(error!.ToString());
    }
}
