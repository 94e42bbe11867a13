namespace ApSpec.Vocabulary;

/// <summary>Which threads a trace can have.</summary>
public static class TraceThreads
{
    /// <summary>Why the threads of a trace are refused, with the place of the operation or -1 for the schedule; null when they are not.</summary>
    public static (int Place, string Message)? Refusal(Trace trace) => trace.Schedule is { } schedule ? OfSchedule(trace, schedule) : OfWaits(trace);

    // Without a schedule only what waits for other calls has a thread.
    private static (int, string)? OfWaits(Trace trace)
    {
        for (var i = 0; i < trace.Operations.Length; i++)
        {
            var operation = trace.Operations[i];
            if (operation.Thread == 0)
                continue;
            if (!OperationSyntax.FormOf(operation.Kind).CanWait)
            {
                return (i, $"'t{operation.Thread}:' stands before '{OperationSyntax.FormOf(operation.Kind).Verb}', and no line 'schedule' comes after the calls; allowed: "
                    + "that line, or without it "
                    + string.Join(" or ", OperationSyntax.Forms.Where(form => form.CanWait).Select(OperationSyntax.Usage)));
            }

            if (trace.Scope.Refusal(operation) is { } refusal)
                return (i, refusal);
        }

        return null;
    }

    private static (int, string)? OfSchedule(Trace trace, Schedule schedule)
    {
        var first = trace.Before.Length;
        var late = trace.Operations.Skip(first).ToList().FindIndex(op => op.Thread == 0);
        if (late >= 0)
            return (first + late, $"'{trace.Operations[first + late]}' stands after a thread's call and has no thread: with a schedule those come first");
        var threads = trace.Threads;
        if (threads.Length is < 2 or > Trace.ThreadsMax)
            return (-1, $"a schedule with {threads.Length} threads; allowed: 2 to {Trace.ThreadsMax}, such as 't1: release m0' and 't2: aqic_disable k0 05.0006'");
        if (trace.Operations.Length - first > Trace.CallsMax)
            return (first + Trace.CallsMax, $"{trace.Operations.Length - first} calls at once; allowed: at most {Trace.CallsMax}");
        var known = threads.Select(calls => calls.Thread).ToHashSet();
        return schedule.Turns.FirstOrDefault(turn => !ThreadName.IsWorker(turn.Thread) && !known.Contains(turn.Thread)) is { Thread: > 0 } unknown
            ? (-1, $"'{unknown}' in the schedule: the trace has no call of t{unknown.Thread}; its threads are {string.Join(", ", known.Select(thread => $"t{thread}"))}")
            : null;
    }
}
