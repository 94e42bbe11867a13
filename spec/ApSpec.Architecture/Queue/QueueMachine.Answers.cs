namespace ApSpec.Architecture;

public static partial class QueueMachine
{
    private static ApStatus Status(in QueueState q, in QueueFacts facts, ResponseCode code) => new(
        code,
        empty: q.Messages == 0,
        replies: q.Replies.Count != 0,
        full: q.Messages >= facts.Depth,
        irqEnabled: q.Irq is IrqState.Enabled or IrqState.Disabling,
        async: IsAsync(code));

    private static bool IsAsync(ResponseCode code) =>
        code is ResponseCode.AssociationSecretNotUnique or ResponseCode.AssociationFailed;

    private static ResponseCode Gate(in QueueState q, in QueueFacts facts, ApFunction function)
    {
        if (q.AnswerTicks != 0 && q.AnswerFunction == function)
            return q.AnswerCode;

        var conditions = Conditions(in q);
        // A reset is what ends a sticky error, so it is not stopped by one (A-I37).
        if (function is ApFunction.Rapq or ApFunction.Zapq)
            conditions &= ~QueueConditions.AsyncError;
        if (conditions == QueueConditions.None)
            return ResponseCode.Normal;

        var code = facts.Parameters.ResponseOrder.Strongest(conditions);
        return code == ResponseCode.AssociationSecretNotUnique ? (ResponseCode)q.AsyncError : code;
    }

    private static QueueConditions Conditions(in QueueState q) =>
        (q.Configured ? QueueConditions.None : QueueConditions.Deconfigured)
        | (q.Checkstopped ? QueueConditions.Checkstopped : QueueConditions.None)
        | (q.AsyncError != AsyncError.None ? QueueConditions.AsyncError : QueueConditions.None)
        | (q.Reset != ResetKind.None ? QueueConditions.Resetting : QueueConditions.None)
        | (q.Busy ? QueueConditions.Busy : QueueConditions.None);

    // DERIVED from the names of the codes: a queue that is not bound is 0B, one bound elsewhere 09.
    private static ResponseCode BindingProblem(in QueueState q, in QueueFacts facts)
    {
        if (facts.Execution == ExecutionKind.Normal || q.Bind <= BindState.UsableNoSecureKey)
            return ResponseCode.Normal;
        return q.Bind == BindState.Unusable && facts.Mode != QueueMode.Cca
            ? ResponseCode.BoundToAnother
            : ResponseCode.NotBound;
    }
}
