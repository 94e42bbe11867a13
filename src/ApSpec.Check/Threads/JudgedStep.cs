using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>The judgement on one step of a thread, the same whether other threads run or not.</summary>
internal static class JudgedStep
{
    /// <summary>The rules on faults, lock edges and moments that the step broke. A lock of the thread's own was held by nobody else before.</summary>
    /// <param name="judge">Judges.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="call">Its call.</param>
    /// <param name="ledger">The ledger before the step; changed.</param>
    public static RuleBits Of(Judge judge, KernelThread thread, in Operation call, Span<ulong> ledger)
    {
        var system = judge.System;
        if (system.Faults.IsEmpty && system.Edges.IsEmpty && system.Moments.IsEmpty && !thread.IsDead)
            return RuleBits.None;
        foreach (var id in thread.Held)
            system.Layout.FieldOf(id).Set(ledger, 0);
        return judge.JudgeEffect(call, thread.Outcome, ledger);
    }
}
