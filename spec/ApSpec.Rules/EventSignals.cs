using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>EVENT-03 and EVENT-05 to EVENT-07: which eventfd is signalled, and on which event.</summary>
internal static class EventSignals
{
    /// <summary>A removal signals the request eventfd once for each time that it asks.</summary>
    public static bool RemovalIsRelayed(in Step step, ref Evidence evidence)
    {
        if (step.Result.Outcome != Outcome.Returned)
            return true;
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Removal)
                continue;
            var (signals, rounds) = (0, 0);
            foreach (ref readonly var other in step.Moments)
            {
                signals += IsSignal(other, moment.Subject, EventfdIndex.Req) ? 1 : 0;
                rounds += other.Kind == MomentKind.Removal && other.Subject == moment.Subject && other.HasEventfd ? 1 : 0;
            }

            if (signals == rounds)
                continue;
            evidence = new Evidence(EvidenceColumn.Result, new MdevId((byte)moment.Subject), Text: Say.Signalled(step.Operation, signals, rounds));
            return false;
        }

        return true;
    }

    public static bool RemovalFindsAnEventfd(in Step step)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind == MomentKind.Removal && moment.HasEventfd)
                return true;
        }

        return false;
    }

    /// <summary>A change of a guest's masks is followed by a signal of the mdev's configuration eventfd, before the masks change again.</summary>
    public static bool ChangeIsSignalled(in Step step, ref Evidence evidence)
    {
        for (var at = 0; at < step.Moments.Length; at++)
        {
            if (Listener(step, step.Moments[at]) is not { } m || IsFollowed(step.Moments[(at + 1)..], step.Moments[at].Subject, m))
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, m, new KvmId((byte)step.Moments[at].Subject), Text: Say.Unsignalled(m, step.Moments[at]));
            return false;
        }

        return true;
    }

    public static bool ChangesForAListener(in Step step)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (Listener(step, moment) is not null)
                return true;
        }

        return false;
    }

    /// <summary>A configuration eventfd is signalled only after a write of its guest's masks, and once for each such write.</summary>
    public static bool SignalFollowsAChange(in Step step, ref Evidence evidence)
    {
        for (var at = 0; at < step.Moments.Length; at++)
        {
            if (step.Moments[at].Kind != MomentKind.Signal || step.Moments[at].Eventfd != EventfdIndex.Cfg)
                continue;
            var (isWritten, isChanged) = Before(step, at);
            if (isWritten && (isChanged || MayRepeat(step, step.Moments[at].Subject)))
                continue;
            var m = new MdevId((byte)step.Moments[at].Subject);
            evidence = new Evidence(EvidenceColumn.Masks, m, Text: Say.SignalledForNothing(m, isWritten, step.Moments[at]));
            return false;
        }

        return true;
    }

    public static bool IsConfigurationSignalled(in Step step)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind == MomentKind.Signal && moment.Eventfd == EventfdIndex.Cfg)
                return true;
        }

        return false;
    }

    /// <summary>Only the removal of an mdev signals its request eventfd.</summary>
    public static bool RequestIsOfARemoval(in Step step, ref Evidence evidence)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind != MomentKind.Signal || moment.Eventfd != EventfdIndex.Req || IsAskedFor(step, moment.Subject))
                continue;
            var m = new MdevId((byte)moment.Subject);
            evidence = new Evidence(EvidenceColumn.Result, m, Text: Say.NotAskedFor(m, moment));
            return false;
        }

        return true;
    }

    // The mdev to signal for a write of these masks. After the last close there is none.
    private static MdevId? Listener(in Step step, in Moment moment)
    {
        if (moment.Kind != MomentKind.Masks || !moment.IsChange || !moment.HasEventfd)
            return null;
        if (step.Operation.Kind == OperationKind.Release || step.Result.Outcome != Outcome.Returned)
            return null;
        var mdevs = step.After.Layout.Mdevs;
        for (byte m = 0; m < mdevs.Length; m++)
        {
            if (Has(step, m, moment.Subject))
                return new MdevId(m);
        }

        return null;
    }

    private static bool IsFollowed(ReadOnlySpan<Moment> later, ushort guest, MdevId m)
    {
        foreach (ref readonly var moment in later)
        {
            if (IsSignal(moment, m.Value, EventfdIndex.Cfg))
                return true;
            if (moment.Kind == MomentKind.Masks && moment.Subject == guest)
                return false;
        }

        return false;
    }

    // Between the previous signal and this one: were the masks of the mdev's guest written, and did that change them?
    private static (bool IsWritten, bool IsChanged) Before(in Step step, int at)
    {
        var (isWritten, isChanged) = (false, false);
        var m = step.Moments[at].Subject;
        for (var i = at - 1; i >= 0 && !IsSignal(step.Moments[i], m, EventfdIndex.Cfg); i--)
        {
            if (step.Moments[i].Kind != MomentKind.Masks || !Has(step, m, step.Moments[i].Subject))
                continue;
            isWritten = true;
            isChanged |= step.Moments[i].IsChange;
        }

        return (isWritten, isChanged);
    }

    // A removal clears the masks each time it asks and leaves the shadow as it is (S5). An open may write empty masks.
    private static bool MayRepeat(in Step step, ushort m) =>
        step.Operation.Kind == OperationKind.Open || step.After[step.After.Layout.Mdevs[m].Removing] != 0;

    private static bool IsAskedFor(in Step step, ushort m)
    {
        foreach (ref readonly var moment in step.Moments)
        {
            if (moment.Kind == MomentKind.Removal && moment.Subject == m)
                return true;
        }

        return false;
    }

    private static bool Has(in Step step, int m, ushort guest)
    {
        var kvm = step.After.Layout.Mdevs[m].Kvm;
        return step.Before[kvm] == guest + 1u || step.After[kvm] == guest + 1u;
    }

    private static bool IsSignal(in Moment moment, int m, EventfdIndex eventfd) =>
        moment.Kind == MomentKind.Signal && moment.Subject == m && moment.Eventfd == eventfd;
}
