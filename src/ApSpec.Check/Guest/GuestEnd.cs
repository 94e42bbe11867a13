using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// What is left after a full teardown: every descriptor of every mdev is closed, then every guest's, then every mdev is removed and every
/// queue unbound. A guest that is attached without a reference is closed first, since nothing prevents that.
/// </summary>
internal static class GuestEnd
{
    /// <summary>The facts; <paramref name="copy"/> and <paramref name="at"/> are of the same moment.</summary>
    public static IEnumerable<GuestLine> Lines(GuestCopy copy, GuestSight at)
    {
        var lines = new List<GuestLine>();
        if (Do(copy, Closes(at), GuestMoment.Later, lines))
        {
            AddInterrupts(copy.Seen, at, lines);
            if (Do(copy, [.. Guests(at), .. Removes(at)], GuestMoment.AllClosed, lines))
            {
                AddGuests(copy.Seen, at, lines);
                Do(copy, Unbinds(at), GuestMoment.AllRemoved, lines);
            }
        }

        copy.Return();
        if (!at.Guests.Any(k => at.Lifecycles.MdevOf(k) is not null && at.Seen.DriverRefsOf(k) == 0))
            return lines;
        Do(copy, [.. Guests(at), .. Closes(at)], GuestMoment.Later, lines);
        copy.Return();
        return lines;
    }

    // False when an operation did not return: the state after the teardown is then unknown.
    private static bool Do(GuestCopy copy, IEnumerable<Operation> operations, GuestMoment when, List<GuestLine> lines)
    {
        foreach (var operation in operations)
        {
            var result = copy.Do(operation, out var end);
            if (result.Outcome is not (Outcome.Died or Outcome.Stuck))
                continue;
            lines.Add(new GuestLine($"end {operation} {end}",
                new GuestFact(result.Outcome == Outcome.Died ? GuestFactKind.CallDies : GuestFactKind.CallHangs)
                {
                    Operation = $"{operation}",
                    When = when,
                    Fault = end,
                }));
            return false;
        }

        return true;
    }

    private static void AddInterrupts(in Observation seen, GuestSight at, List<GuestLine> lines)
    {
        foreach (var k in at.Guests)
        {
            foreach (var (place, count) in seen.Layout.Kvms[k.Value].Gisc.Index())
            {
                if (seen.LifeOf(k) == KvmLife.Live && seen[count] > 0)
                {
                    lines.Add(new GuestLine($"registered {k} {place}",
                        new GuestFact(GuestFactKind.RegistrationLeft) { Guest = $"{k}", Number = at.Scope.Iscs[place] }));
                }
            }
        }

        foreach (var (m, mdev) in seen.Layout.Mdevs.Index())
        {
            foreach (var (place, pins) in mdev.Pins.Index())
            {
                if (seen[pins] > 0)
                {
                    lines.Add(new GuestLine($"pinned m{m} {place}",
                        new GuestFact(GuestFactKind.PinLeft) { Mdev = $"m{m}", Number = at.Scope.Pages[place] }));
                }
            }
        }
    }

    private static void AddGuests(in Observation seen, GuestSight at, List<GuestLine> lines)
    {
        foreach (var k in at.Guests)
        {
            if (seen.LifeOf(k) == KvmLife.Live && seen.DriverRefsOf(k) is var refs and > 0)
            {
                lines.Add(new GuestLine($"kept {k}", new GuestFact(GuestFactKind.GuestLeft) { Guest = $"{k}", Number = (ulong)refs }));
            }
        }
    }

    private static IEnumerable<Operation> Closes(GuestSight at) => Mdevs(at).SelectMany(m =>
        Enumerable.Repeat(new Operation { Kind = OperationKind.Release, Mdev = m }, at.Seen.OpensOf(m)));

    private static IEnumerable<Operation> Removes(GuestSight at) =>
        Mdevs(at).Select(m => new Operation { Kind = OperationKind.Remove, Mdev = m });

    private static IEnumerable<Operation> Unbinds(GuestSight at) => at.Queues.Select(queue =>
        new Operation { Kind = OperationKind.Unbind, Apid = at.ApqnOf(queue).Apid, Apqi = at.ApqnOf(queue).Apqi });

    private static IEnumerable<MdevId> Mdevs(GuestSight at) => Enumerable.Range(0, at.Scope.Mdevs).Select(m => new MdevId((byte)m));

    private static IEnumerable<Operation> Guests(GuestSight at) => at.Guests.SelectMany(k => new Operation[]
    {
        new() { Kind = OperationKind.CloseVcpu, Kvm = k },
        new() { Kind = OperationKind.CloseVm, Kvm = k },
        new() { Kind = OperationKind.CloseKvmVfio, Kvm = k },
    });
}
