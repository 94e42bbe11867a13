using ApSpec.Report;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary>
/// <c>lockstep --threads</c>: calls at once on a model and on the real code, compared by how they end. How many schedules that takes depends on which accesses a
/// process has seen threads share, and where its memory is: it differs a little between two runs, and is told on standard error.
/// </summary>
internal sealed class ThreadLockSteps(string model, string real)
{
    /// <summary>Preemptions of a schedule of the real code.</summary>
    public const int Preemptions = 2;

    private const int ShownMax = 10;
    private ThreadLockStepPart whole = ThreadLockStepPart.None;

    /// <summary>Prints what the pairs of a state showed, or with null what the named sets did.</summary>
    public void Read(ThreadLockStepPart part, string? start)
    {
        foreach (var difference in part.Differences.Take(ShownMax - Math.Min(ShownMax, whole.Differences.Length)))
            Tell(difference);
        whole = whole.And(part);
        if (start is not null)
            Console.Error.WriteLine($"apspec: {start}: {Counts.Of(whole.Differences.Length, "difference")}, {Counts.Of(whole.Steps, "step")} so far");
    }

    /// <summary>Prints the counts; the exit code.</summary>
    public int End()
    {
        Console.Error.WriteLine($"apspec: {Counts.Of(whole.Schedules, "schedule")}, {Counts.Of(whole.Steps, "step")}");
        Console.WriteLine(MailText.Wrap($"{Counts.Of(whole.Compared, "set")} of calls at once compared by the real code's schedules with at most {Preemptions} preemptions; {whole.Equal:N0} end in the same ways on both, the others of the model in more; {Counts.Of(whole.LeftOut, "set")} left out, which the "
            + $"modelled kernel does not make so (GAP-65, GAP-09, GAP-66); {Counts.Of(whole.Differences.Length, "difference")}", "", "  "));
        return !whole.Differences.IsEmpty ? ExitCode.Violated : whole.Compared == 0 ? ExitCode.CutOff : ExitCode.Ok;
    }

    private void Tell(ThreadLockStepDifference difference)
    {
        var (parts, modelled) = difference.Parts;
        Console.WriteLine(MailText.Wrap($"{string.Join("; ", difference.Trace.Operations)}; {difference.Trace.Schedule}", "== ", "   "));
        Console.WriteLine(MailText.Wrap(parts, $"   {real}: ", "     "));
        Console.WriteLine(MailText.Wrap(modelled.Length == 0 ? "has no such end" : modelled, $"   {model}: ", "     "));
    }
}
