using ApSpec.Check;
using ApSpec.Explore.Threads;
using ApSpec.Report;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary><c>lockstep --threads</c>: calls at once on a model and on the real code, compared by how they end.</summary>
internal static class ThreadLockSteps
{
    private const int Preemptions = 2;
    private const int ShownMax = 10;

    /// <summary>Every two calls from each state, and the named sets.</summary>
    public static int Run(ModelSubject model, Subject real)
    {
        var run = new ThreadLockStep(model, real, Preemptions);
        var differences = 0;
        void Tell(ThreadLockStepDifference difference)
        {
            if (++differences > ShownMax)
                return;
            var (parts, modelled) = difference.Parts;
            Console.WriteLine(MailText.Wrap($"{string.Join("; ", difference.Trace.Operations)}; {difference.Trace.Schedule}", "== ", "   "));
            Console.WriteLine(MailText.Wrap(parts, $"   {real.Name}: ", "     "));
            Console.WriteLine(MailText.Wrap(modelled.Length == 0 ? "has no such end" : modelled, $"   {model.Name}: ", "     "));
        }

        foreach (var start in PairStarts.All.Where(start => (start.Only ?? model.Era) == model.Era))
        {
            foreach (var difference in run.Run(start))
                Tell(difference);
            Console.Error.WriteLine($"apspec: {start.Name}: {Counts.Of(differences, "difference")}, {Counts.Of(run.Steps, "step")} so far");
        }

        foreach (var set in ThreadSets.All.Where(set => (set.Only ?? model.Era) == model.Era))
        {
            if (run.Run(set.Trace) is { } difference)
                Tell(difference);
        }

        Console.WriteLine(MailText.Wrap($"{Counts.Of(run.Compared, "set")} of calls at once compared, {Counts.Of(run.Schedules, "schedule")} with at most {Preemptions} preemptions, "
            + $"{Counts.Of(run.Steps, "step")}; {run.Equal:N0} end in the same ways on both, the others of the model in more; {Counts.Of(run.LeftOut, "set")} left out, which the "
            + $"modelled kernel does not make so (GAP-65, GAP-09, GAP-66); {Counts.Of(differences, "difference")}", "", "  "));
        return differences > 0 ? ExitCode.Violated : run.Compared == 0 ? ExitCode.CutOff : ExitCode.Ok;
    }
}
