using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>
/// Every two calls, of which each can be made in a state and has more than one step; among them two of the same. Where the scope has failures, one of the
/// two or both meet one: the others are made from the other states.
/// </summary>
internal sealed class ThreadPairs(Subject subject, IThreadedSystem system)
{
    /// <summary>The pairs as traces, in a fixed order; none when what leads to the state is not possible on this subject.</summary>
    public IEnumerable<Trace> From(PairStart start)
    {
        system.Reset();
        foreach (var operation in start.Trace.Operations)
        {
            if (system.Apply(operation).Outcome != Outcome.Returned)
                yield break;
        }

        var calls = Calls(start.Trace.Scope);
        var hasFailures = start.Trace.Scope.Has(Features.Failures);
        for (var one = 0; one < calls.Length; one++)
        {
            for (var other = one; other < calls.Length; other++)
            {
                if (hasFailures && calls[one].Fail == FailPoint.None && calls[other].Fail == FailPoint.None)
                    continue;
                yield return start.Trace with
                {
                    Operations = [.. start.Trace.Operations, calls[one] with { Thread = 1 }, calls[other] with { Thread = 2 }],
                    Schedule = new Schedule([]),
                };
            }
        }
    }

    private Operation[] Calls(Scope scope)
    {
        var here = new ulong[system.StateWords];
        var replayed = system as IReplayedSystem;
        system.Save(here);
        replayed?.Mark();
        return [.. subject.AlphabetOf(scope).Where(call => IsPlain(call) && HasSteps(call))];

        bool HasSteps(Operation call)
        {
            if (replayed is null)
                system.Restore(here);
            else
                replayed.Return();
            var alone = system.Threads([[call]]);
            if (replayed is not null)
                alone.ShowEachStep(); // nothing is known yet of where it matters
            return alone.Step(0) && alone.IsUnderWay(0);
        }
    }

    // What differs only in a text takes the same way through the locks.
    private static bool IsPlain(in Operation call) => call is { Written: TextForm.Plain, Masks: ConfigForm.Plain };
}
