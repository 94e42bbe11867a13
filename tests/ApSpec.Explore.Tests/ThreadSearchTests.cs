using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using Xunit.Abstractions;

namespace ApSpec.Explore.Tests;

/// <summary>Several calls at once on a revision: every schedule, with the fewest preemptions first.</summary>
public sealed class ThreadSearchTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("v5.10", "release m0", "pv_enable k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("v5.11", "set_kvm m0 null", "pv_enable k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("v5.12", "set_kvm m0 null", "pv_enable k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("v5.15", "set_kvm m0 null", "pv_enable k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("6.12.117", "release m0", "pv_enable k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("patch-v1", "set_kvm m0 null", "release m0")]
    [InlineData("v5.11", "set_kvm m0 null", "release m0")]
    [InlineData("v5.10", "release m0;remove m0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("v5.15", "release m0;remove m0", "aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    public void Try(string revision, params string[] calls)
    {
        var trace = TraceOf("mdevs=1 kvms=1 adapters=05 domains=0006 features=irq,locks,secure,masks",
            "create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0", calls);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var run = ThreadRun.Begin(new ModelSystem(Catalog.Find(revision)!, trace.Scope), RuleBook.All, trace, out var refusal);
        Assert.Equal("", refusal);
        var found = new ThreadSearch(run!, trace).Run(new ThreadLimits());
        output.WriteLine($"{revision} {string.Join(" | ", calls)}: {found.States} states {found.Transitions} transitions {found.Ends} ends {found.DeadEnds} dead, {found.Preemptions} preemptions, complete {found.IsComplete} {clock.ElapsedMilliseconds} ms");
        foreach (var finding in found.Findings)
            output.WriteLine($"  {finding.Preemptions}p {finding.Steps}s {finding.Violation.Rule.Id} {finding.Violation.Text} :: {finding.Trace.Schedule}");
    }

    private static Trace TraceOf(string scope, string before, params string[] calls)
    {
        var text = new StringBuilder($"scope {scope}\n{before.Replace(';', '\n')}\n");
        for (var i = 0; i < calls.Length; i++)
        {
            foreach (var call in calls[i].Split(';'))
                text.Append($"t{i + 1}: {call}\n");
        }

        var file = TraceFile.Parse("test", Encoding.UTF8.GetBytes(text.Append("schedule\n").ToString()), out var error);
        Assert.Null(error);
        return file!.Trace;
    }
}
