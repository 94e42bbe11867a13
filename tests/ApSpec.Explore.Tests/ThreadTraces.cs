using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Traces with threads for tests.</summary>
internal static class ThreadTraces
{
    /// <summary>Calls separated by semicolons, one string a thread; the schedule is empty.</summary>
    public static Trace TraceOf(string scope, string before, params string[] calls)
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

    public static (ThreadRun Run, Trace Trace) Of(string revision, string scope, string before, params string[] calls)
    {
        var trace = TraceOf(scope, before, calls);
        var run = ThreadRun.Begin(new ModelSystem(Catalog.Find(revision)!, trace.Scope), RuleBook.All, trace, out var refusal);
        Assert.Equal("", refusal);
        return (run!, trace);
    }

    public static ThreadRecord Play(string revision, Trace trace) => ThreadPlayer.Play(new ModelSubject(Catalog.Find(revision)!), trace, RuleBook.All, out _)!;
}
