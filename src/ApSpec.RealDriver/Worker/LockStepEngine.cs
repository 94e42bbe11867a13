using System.Collections.Immutable;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Runs a compiled driver in lock step with a model in worker processes. What is told, and in which sequence, does not depend on the number of
/// workers: answers are read in the order of scopes and seeds. The first death of a worker ends the run.
/// </summary>
public sealed class LockStepEngine : IDisposable
{
    private const int BatchTracesMax = 500;
    private readonly RunFolder folder;
    private readonly WorkerGroup group;

    /// <summary>An engine of <paramref name="jobs"/> workers.</summary>
    /// <exception cref="IOException">There is no room for the files that the processes share.</exception>
    public LockStepEngine(ToolCommand command, int jobs)
    {
        folder = RunFolder.Create();
        group = new WorkerGroup([.. Enumerable.Range(0, jobs).Select(number => new WorkerProcess(command, folder, number))]);
    }

    /// <summary>Random traces in each scope. Returns how the driver ended its process, at the first seed that did; else null.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="scopes">The scopes.</param>
    /// <param name="options">Seeds and length of the traces.</param>
    /// <param name="tally">Sums up what was read.</param>
    /// <param name="found">Called for each new difference.</param>
    /// <param name="done">Called at the end of each scope.</param>
    public string? Run(
        string model, ImmutableArray<Scope> scopes, CampaignOptions options, LockStepTally tally, Action<LockStepFound> found, Action<Scope> done)
    {
        var batch = (int)Math.Clamp(((long)options.Traces + group.Workers.Length - 1) / group.Workers.Length, 1, BatchTracesMax);
        var orders = scopes.SelectMany((scope, place) => Batches(options.Traces, batch).Select(range =>
            new Turn(place, new LockStepOrder(model, scope.ToString(), options.Seed + (ulong)range.First, range.Count, options.LengthMax))));
        string? death = null;
        var at = 0;
        void EndScopesBefore(int place)
        {
            for (; at < place; at++)
            {
                done(scopes[at]);
                tally.BeginScope();
            }
        }

        bool Read(Turn turn, Answer answer)
        {
            EndScopesBefore(turn.Scope);
            foreach (var stretch in answer.Stretches)
            {
                if (tally.Add(stretch) is { } difference)
                    found(difference);
            }

            death = tally.IsScopeOver ? null : answer.Death;
            return death is null;
        }

        var sequence = new InSequence<Turn, Answer>(orders, turn => turn.Scope != at || !tally.IsScopeOver, Read);
        group.Run(worker => sequence.Work(turn => AnswerOf(worker, turn.Order)));
        if (death is null)
            EndScopesBefore(scopes.Length);
        return death;
    }

    /// <summary>Calls at once, every two from each state and the named sets. Returns how the driver ended its process; else null.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="era">The era of both.</param>
    /// <param name="preemptions">Preemptions of a schedule of the driver.</param>
    /// <param name="read">Called for what the pairs of each state showed, with its name, then for what the sets showed, with null.</param>
    public string? RunThreads(string model, Era era, int preemptions, Action<ThreadLockStepPart, string?> read)
    {
        ThreadLockStepOrder[] orders =
        [
            .. PairStarts.All.Where(start => (start.Only ?? era) == era).Select(start => new ThreadLockStepOrder(model, preemptions, start.Name)),
            new ThreadLockStepOrder(model, preemptions),
        ];
        string? death = null;
        var sequence = new InSequence<ThreadLockStepOrder, (ThreadLockStepData? Data, WorkerDeath? Death)>(orders, _ => true, (order, answer) =>
        {
            death = answer.Death is { } one ? PlainText.Clean(one.Cause) : null;
            if (answer.Data is { } data)
                read(LockStepTexts.PartOf(data), order.Start);
            return death is null;
        });
        group.Run(worker => sequence.Work(order =>
        {
            var (report, ended) = worker.Do(new WorkerOrder(ThreadLockStep: order));
            return (report?.ThreadLockStep, ended);
        }));
        return death;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        group.Dispose();
        folder.Dispose();
    }

    private static IEnumerable<(int First, int Count)> Batches(int traces, int batch)
    {
        for (var first = 0L; first < traces; first += batch)
            yield return ((int)first, (int)Math.Min(batch, traces - first));
    }

    // What the seeds before a death show is told, too.
    private static Answer AnswerOf(WorkerProcess worker, LockStepOrder order)
    {
        var (report, death) = worker.Do(new WorkerOrder(LockStep: order));
        if (death is null)
            return new Answer([.. report!.LockStep!.Select(LockStepTexts.StretchOf)], null);
        var before = death.IsBeforeTraces ? 0 : Math.Min(death.Seed - order.First, (ulong)order.Traces); // the driver may have overwritten the seed
        var told = before == 0 ? null : worker.Do(new WorkerOrder(LockStep: order with { Traces = (int)before })).Report?.LockStep;
        return new Answer([.. (told ?? []).Select(LockStepTexts.StretchOf)], PlainText.Clean(death.Cause));
    }

    private sealed record Turn(int Scope, LockStepOrder Order);

    private sealed record Answer(ImmutableArray<LockStepStretch> Stretches, string? Death);
}
