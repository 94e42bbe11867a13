using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>The judgement on one step of a thread, the same whether other threads run or not.</summary>
internal static class JudgedStep
{
    /// <summary>The rules on faults, lock edges and moments that the step broke. A lock of the thread's own was held by nobody else before.</summary>
    /// <param name="judge">Judges.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="thread">Whose step it was.</param>
    /// <param name="call">Its call.</param>
    /// <param name="ledger">The ledger before the step; changed.</param>
    public static RuleBits Of(Judge judge, ICallThreads threads, int thread, in Operation call, Span<ulong> ledger)
    {
        var system = judge.System;
        if (system.Faults.IsEmpty && system.Edges.IsEmpty && system.Moments.IsEmpty && !threads.IsDead(thread))
            return RuleBits.None;
        var state = threads.StateOf(thread);
        foreach (var id in state.Held)
            system.Layout.FieldOf(id).Set(ledger, 0);
        return judge.JudgeEffect(call, state.Outcome, ledger);
    }
}
