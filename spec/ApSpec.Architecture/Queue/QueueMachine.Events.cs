namespace ApSpec.Architecture;

/// <summary>The events of the environment: time, the adapter at work, the administrator, answers set ahead.</summary>
public static partial class QueueMachine
{
    /// <summary>
    /// One tick (20 ms) passes: a reset, an interrupt change or an association ends, an answer set ahead expires.
    /// Nothing moves on a checkstopped queue but the answer set ahead.
    /// </summary>
    /// <returns>What happened. A reset that completes takes a pending interrupt change with it.</returns>
    public static QueueEvents Tick(ref QueueState q, in QueueFacts facts)
    {
        var events = QueueEvents.None;
        if (Elapses(ref q.AnswerTicks))
        {
            ClearAnswer(ref q);
            events |= QueueEvents.AnswerExpired;
        }

        if (q.Checkstopped)
            return events;
        if (Elapses(ref q.IrqTicks))
            events |= EndIrqChange(ref q);
        if (Elapses(ref q.AssociationTicks))
        {
            q.Bind = BindState.Usable;
            events |= QueueEvents.Associated;
        }

        if (Elapses(ref q.ResetTicks))
        {
            EndReset(ref q, in facts);
            events |= QueueEvents.ResetCompleted;
        }

        return events;
    }

    /// <summary>
    /// Ticks until something ends by itself, at least 1; 0 when nothing is under way. What never ends does not count.
    /// </summary>
    public static int TicksToNextEvent(in QueueState q)
    {
        var next = Nearer(q.AnswerTicks, 0);
        if (q.Checkstopped)
            return next;
        return Nearer(q.ResetTicks, Nearer(q.IrqTicks, Nearer(q.AssociationTicks, next)));
    }

    /// <summary>
    /// The adapter answers its oldest request. With interrupts enabled (I=1) it also writes the NIB and interrupts.
    /// Nothing happens on an empty queue, or while it is deconfigured, checkstopped, resetting or failed.
    /// </summary>
    public static QueueEvents ProcessRequest(ref QueueState q)
    {
        if (q.Requests.Count == 0 || (Conditions(in q) & ~QueueConditions.Busy) != 0)
            return QueueEvents.None;
        q.Replies.Push(q.Requests.Pop());
        return q.Irq is IrqState.Enabled or IrqState.Disabling
            ? QueueEvents.Replied | QueueEvents.Interrupted
            : QueueEvents.Replied;
    }

    /// <summary>SCLP or HMC configures the adapter. The queue is as deconfiguring left it: reset.</summary>
    public static void Configure(ref QueueState q) => q.Configured = true;

    /// <summary>
    /// SCLP or HMC deconfigures the adapter, which resets its queues (lkml 20221213154437.15480-6): no messages, no
    /// secrets, no interrupts, not bound. DERIVED: a reset that was running has nothing left to do and ends.
    /// </summary>
    public static void Deconfigure(ref QueueState q, in QueueFacts facts)
    {
        q.Configured = false;
        ResetContent(ref q, in facts);
    }

    /// <summary>The adapter checkstops. What is in its queues stays; running changes stand still.</summary>
    public static void Checkstop(ref QueueState q) => q.Checkstopped = true;

    /// <summary>The adapter recovers; see <see cref="ModelParameters.CheckstopRecovery"/>.</summary>
    public static void Recover(ref QueueState q, in QueueFacts facts)
    {
        if (q.Checkstopped && facts.Parameters.CheckstopRecovery == CheckstopRecovery.ResetsQueues)
            ResetContent(ref q, in facts);
        q.Checkstopped = false;
    }

    /// <summary>
    /// An association under way fails: from now on 35 or 36 until a reset. Nothing without one under way.
    /// </summary>
    public static void FailAssociation(ref QueueState q, AsyncError error)
    {
        if (q.AssociationTicks == 0)
            return;
        q.AssociationTicks = 0;
        q.AsyncError = error;
    }

    /// <summary>
    /// Sets an answer ahead: for <paramref name="ticks"/> ticks (<see cref="QueueState.Forever"/>: always), the
    /// function answers <paramref name="code"/> and does nothing. One slot: a new answer replaces the old. Code 00 or 0
    /// ticks clears it, because a queue that says 00 has done what was asked.
    /// </summary>
    public static void AnswerAhead(ref QueueState q, ApFunction function, ResponseCode code, byte ticks)
    {
        if (code == ResponseCode.Normal || ticks == 0)
        {
            ClearAnswer(ref q);
            return;
        }

        (q.AnswerFunction, q.AnswerCode, q.AnswerTicks) = (function, code, ticks);
    }

    private static int Nearer(byte ticks, int next) =>
        ticks is 0 or QueueState.Forever || (next != 0 && next < ticks) ? next : ticks;

    private static bool Elapses(ref byte ticks)
    {
        if (ticks is 0 or QueueState.Forever)
            return false;
        return --ticks == 0;
    }

    private static void ClearAnswer(ref QueueState q) =>
        (q.AnswerFunction, q.AnswerCode, q.AnswerTicks) = (default, default, 0);

    private static QueueEvents EndIrqChange(ref QueueState q)
    {
        if (q.Irq == IrqState.Enabling)
        {
            q.Irq = IrqState.Enabled;
            return QueueEvents.IrqEnabled;
        }

        DisableIrq(ref q);
        return QueueEvents.IrqDisabled;
    }

    private static void EndReset(ref QueueState q, in QueueFacts facts)
    {
        var kind = q.Reset;
        (q.Requests, q.Replies) = (default, default);
        (q.Reset, q.ResetTicks) = (ResetKind.None, 0);
        DisableIrq(ref q);
        if (kind is ResetKind.Zapq or ResetKind.ZapqUnbind)
            q.Residue = ApOwner.None;
        EndBinding(ref q, in facts, kind);
    }

    // Any reset loses the association; F=1, or a parameter, the binding too.
    private static void EndBinding(ref QueueState q, in QueueFacts facts, ResetKind kind)
    {
        if (q.Bind > BindState.UsableNoSecureKey || facts.Execution == ExecutionKind.Normal)
            return;
        var unbinds = kind is ResetKind.RapqUnbind or ResetKind.ZapqUnbind;
        if (unbinds || !facts.Parameters.PlainResetKeepsBinding)
            q.Bind = facts.Unbound;
        else if (facts.Mode == QueueMode.Ep11)
            q.Bind = BindState.UsableNoSecureKey;
    }

    private static void ResetContent(ref QueueState q, in QueueFacts facts)
    {
        (q.Requests, q.Replies) = (default, default);
        (q.Reset, q.ResetTicks) = (ResetKind.None, 0);
        DisableIrq(ref q);
        (q.AssociationTicks, q.AsyncError) = (0, AsyncError.None);
        (q.Residue, q.Bind) = (ApOwner.None, facts.Unbound);
    }

    private static void DisableIrq(ref QueueState q)
    {
        (q.Irq, q.IrqTicks) = (IrqState.Disabled, 0);
        (q.IrqIsc, q.IrqNib, q.IrqOwner) = (0, 0, ApOwner.None);
    }
}
