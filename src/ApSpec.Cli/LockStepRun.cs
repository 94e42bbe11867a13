using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using ApSpec.Check;
using ApSpec.Cli.Commands;
using ApSpec.Drivers;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>One run of <c>lockstep</c>. Its output does not depend on the number of worker processes.</summary>
internal sealed class LockStepRun(BuiltDriver built, Revision model, int jobs, Sandbox sandbox)
{
    private const int Length = 40;

    /// <summary>Random traces in each scope; every scope of a check when none is named.</summary>
    public int Traces(Scope? named, ulong seed, int traces)
    {
        var scopes = named is null ? Plan.For(model.Era) : [Accepted(named)];
        var tally = new LockStepTally();
        using var engine = Engine();
        var death = engine.Run(model.Name, scopes, new CampaignOptions(seed, traces, Length), tally,
            found => Console.WriteLine($"== seed {found.Seed}: {model.Name} | {built.Name}\n{found.Trace}\n  {string.Join("\n  ", found.Texts)}"),
            scope => Console.Error.WriteLine($"apspec: {scope}: {Counts.Of(tally.DifferencesOfScope, "difference")}, {Counts.Of(tally.Steps, "step")} so far"));
        if (death is not null)
            return NoVerdict(death);
        Console.Write(MissingText.Format(built, tally.CutBy, (long)traces * scopes.Length));
        Console.WriteLine(MailText.Wrap($"{Counts.Of(tally.Agreed, "trace")} agreed, {tally.CutBy.Values.Sum():N0} of them cut short without a verdict; "
            + $"{Counts.Of(tally.Steps, "step")}; {Counts.Of(tally.Differences, "difference")}; operations: "
            + string.Join(' ', tally.Kinds.Select(kind => OperationSyntax.FormOf(kind).Verb).Distinct(StringComparer.Ordinal)), "", "  "));
        if (tally.LeftOut.Count > 0)
            Console.WriteLine(MailText.Wrap($"left out: {string.Join("; ", tally.LeftOut)}", "", "  "));
        return tally.Differences > 0 ? ExitCode.Violated : MissingText.Reached(built, tally.CutBy) > 0 ? ExitCode.CutOff : ExitCode.Ok;
    }

    /// <summary>Pairs of states of small scopes, up to a limit in each; a worker process searches one scope.</summary>
    public int States(Scope? named, int limit)
    {
        ImmutableArray<Scope> scopes = named is null ? DriverDifference.Scopes : [Accepted(named)];
        var exit = ExitCode.Ok;
        try
        {
            foreach (var (output, code, death) in Partitioner.Create(scopes, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
                .WithDegreeOfParallelism(jobs).WithMergeOptions(ParallelMergeOptions.NotBuffered)
                .Select(scope => LockStepWorkerCommandLine.Run(built, model, scope, limit, sandbox)))
            {
                Console.Write(output);
                if (death is not null)
                    return NoVerdict(death);
                exit = code == ExitCode.Violated || exit == ExitCode.Ok ? code : exit;
            }
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return exit;
    }

    /// <summary>Calls at once, every two from some states and the named sets.</summary>
    public int Threads()
    {
        using var engine = Engine();
        var run = new ThreadLockSteps(model.Name, built.Name);
        return engine.RunThreads(model.Name, model.Era, ThreadLockSteps.Preemptions, run.Read) is { } death ? NoVerdict(death) : run.End();
    }

    private LockStepEngine Engine() => new(WorkerCommandLine.Create(built, sandbox), jobs);

    private Scope Accepted(Scope scope)
    {
        Inputs.Accept(new DriverSubject(built), scope);
        return scope;
    }

    private int NoVerdict(string death)
    {
        Console.Error.WriteLine($"apspec: no verdict: {built.Name} ended the run: {death}; 'check --driver' finds the call");
        return ExitCode.CutOff;
    }
}
