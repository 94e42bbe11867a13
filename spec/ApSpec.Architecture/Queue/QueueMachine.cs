namespace ApSpec.Architecture;

/// <summary>
/// What the hardware does with one queue: a pure function per instruction, of the queue's state. No allocation, no
/// exception. That the APQN is in the issuer's masks (else 01) and that the registers are well formed is the caller's
/// part, see <see cref="ApInstructions"/>.
/// </summary>
/// <remarks>
/// Every function first gives an answer set ahead for it, then the strongest of 03, 04, 35/36, 02, 05
/// (<see cref="ModelParameters.ResponseOrder"/>), then does its own part. Source: what Linux 6.12.117
/// drivers/s390/crypto/ap_queue.c and vfio_ap_ops.c rely on, and kvm-unit-tests 20240202145913.34831.
/// </remarks>
public static partial class QueueMachine
{
    /// <summary>Test: changes nothing. A-I34: 02 exactly between an accepted reset and its completion.</summary>
    public static ApStatus Tapq(ref QueueState q, in QueueFacts facts) =>
        Status(in q, in facts, Gate(in q, in facts, ApFunction.Tapq));

    /// <summary>
    /// Starts a reset: flushes messages, disables interrupts. 00 means started; TAPQ shows 02 until it is done.
    /// </summary>
    public static ApStatus Rapq(ref QueueState q, in QueueFacts facts, ResetFlag flag) =>
        StartReset(ref q, in facts, ApFunction.Rapq, flag == ResetFlag.Unbind ? ResetKind.RapqUnbind : ResetKind.Rapq);

    /// <summary>
    /// Starts a reset that also zeroizes the queue. Answers 02, 05 and 0A: not accepted, issue it again.
    /// </summary>
    public static ApStatus Zapq(ref QueueState q, in QueueFacts facts, ResetFlag flag) =>
        StartReset(ref q, in facts, ApFunction.Zapq, flag == ResetFlag.Unbind ? ResetKind.ZapqUnbind : ResetKind.Zapq);

    /// <summary>
    /// Starts an interrupt change. 00 started; 06 bad NIB; 07 already so; 08 bad GISA; while a change is under way
    /// <see cref="ModelParameters.AqicWhileChanging"/>. Parameters are kept as they were unless the answer is 00.
    /// </summary>
    public static ApStatus Aqic(ref QueueState q, in QueueFacts facts, in AqicRequest request)
    {
        var code = Gate(in q, in facts, ApFunction.Aqic);
        if (code == ResponseCode.Normal && facts.Parameters.AqicNeedsBinding)
            code = BindingProblem(in q, in facts);
        if (code == ResponseCode.Normal)
            code = ChangeIrq(ref q, in facts, in request);
        return Status(in q, in facts, code);
    }

    /// <summary>
    /// Enqueues a request. 10 when full; 0B or 09 when a Secure Execution queue is not bound. Accepted, the queue holds
    /// secrets of <paramref name="owner"/> until it is zeroized.
    /// </summary>
    /// <param name="q">The queue.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="psmid">Only the last 4 bits are kept, see <see cref="PsmidFifo"/>.</param>
    /// <param name="owner">Who enqueues.</param>
    public static ApStatus Nqap(ref QueueState q, in QueueFacts facts, ulong psmid, ApOwner owner)
    {
        var code = Gate(in q, in facts, ApFunction.Nqap);
        if (code == ResponseCode.Normal)
            code = BindingProblem(in q, in facts);
        if (code == ResponseCode.Normal && q.Messages >= facts.Depth)
            code = ResponseCode.QueueFullOrNoReply;
        if (code == ResponseCode.Normal)
        {
            q.Requests.Push((byte)(psmid & PsmidFifo.TagMask));
            q.Residue = owner;
        }

        return Status(in q, in facts, code);
    }

    /// <summary>
    /// What NQAP answers for a message the queue does not take: <paramref name="problem"/>, unless it takes none.
    /// </summary>
    public static ApStatus NqapRejected(in QueueState q, in QueueFacts facts, ResponseCode problem)
    {
        var code = Gate(in q, in facts, ApFunction.Nqap);
        if (code == ResponseCode.Normal)
            code = BindingProblem(in q, in facts);
        return Status(in q, in facts, code == ResponseCode.Normal ? problem : code);
    }

    /// <summary>Dequeues the oldest reply. 10 when there is none.</summary>
    /// <param name="q">The queue.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="psmid">The 4-bit tag of the reply; 0 unless the answer is 00.</param>
    public static ApStatus Dqap(ref QueueState q, in QueueFacts facts, out byte psmid)
    {
        psmid = 0;
        var code = DqapCode(in q, in facts);
        if (code == ResponseCode.Normal)
            psmid = q.Replies.Pop();
        return Status(in q, in facts, code);
    }

    /// <summary>As <see cref="Dqap"/>, but the reply stays: the program's buffer was too small for it.</summary>
    public static ApStatus DqapPart(in QueueState q, in QueueFacts facts, out byte psmid)
    {
        var code = DqapCode(in q, in facts);
        psmid = code == ResponseCode.Normal ? q.Replies.Oldest : (byte)0;
        return Status(in q, in facts, code);
    }

    /// <summary>What DQAP answers when it is to go on with a reply that is not there: 13.</summary>
    public static ApStatus DqapWithoutFirstPart(in QueueState q, in QueueFacts facts) =>
        Status(in q, in facts, ResponseCode.NoFirstPart);

    /// <summary>Query compatible type: changes nothing, answers like TAPQ.</summary>
    public static ApStatus Qact(ref QueueState q, in QueueFacts facts) =>
        Status(in q, in facts, Gate(in q, in facts, ApFunction.Qact));

    /// <summary>
    /// Binds the queue to the Secure Execution guest. BS 2 becomes 1 (EP11) or
    /// <see cref="ModelParameters.AcceleratorAfterBind"/>. 09 bound elsewhere; 30 CCA, or bound already
    /// (<see cref="ModelParameters.BapqWhenBound"/>); 32 holds messages; 33 no room.
    /// </summary>
    public static ApStatus Bapq(ref QueueState q, in QueueFacts facts, BindRoom room = BindRoom.Available)
    {
        var code = Gate(in q, in facts, ApFunction.Bapq);
        if (code == ResponseCode.Normal)
            code = BindCode(in q, in facts, room);
        if (code == ResponseCode.Normal)
        {
            q.Bind = facts.Mode == QueueMode.Ep11
                ? BindState.UsableNoSecureKey
                : facts.Parameters.AcceleratorAfterBind;
        }

        return Status(in q, in facts, code);
    }

    /// <summary>
    /// Starts the association of a bound EP11 queue with a secret: BS stays 1 until it is done, then 0. 0A one is under
    /// way; 0B not bound; 31 not EP11 or associated already; 32 holds messages; 34 no such secret.
    /// </summary>
    public static ApStatus Aapq(ref QueueState q, in QueueFacts facts, SecretCheck secret = SecretCheck.Known)
    {
        var code = Gate(in q, in facts, ApFunction.Aapq);
        if (code == ResponseCode.Normal)
            code = AssociateCode(in q, in facts, secret);
        if (code == ResponseCode.Normal)
            q.AssociationTicks = facts.Parameters.AssociationTicks;
        return Status(in q, in facts, code);
    }

    private static ApStatus StartReset(ref QueueState q, in QueueFacts facts, ApFunction function, ResetKind kind)
    {
        var code = Gate(in q, in facts, function);
        if (code == ResponseCode.Normal && q.AssociationTicks != 0)
            code = facts.Parameters.ResetWhileAssociating;
        if (code == ResponseCode.Normal)
        {
            // A-I34: TAPQ shows 02 from here on, so a sticky error ends when the reset starts.
            q.AsyncError = AsyncError.None;
            q.AssociationTicks = 0;
            q.Reset = kind;
            q.ResetTicks = q.ResetTakes != 0 ? q.ResetTakes : facts.Parameters.ResetTicks;
        }

        // A-I38: the other bits mean something with 00, 02 and 03 only.
        return code is ResponseCode.Normal or ResponseCode.ResetInProgress or ResponseCode.Deconfigured
            ? Status(in q, in facts, code)
            : new ApStatus(code);
    }

    private static ResponseCode ChangeIrq(ref QueueState q, in QueueFacts facts, in AqicRequest request)
    {
        if (q.Irq is IrqState.Enabling or IrqState.Disabling)
            return facts.Parameters.AqicWhileChanging;
        if ((request.Action == IrqAction.Enable) == (q.Irq == IrqState.Enabled))
            return ResponseCode.OtherwiseChanged;
        if (request.Action == IrqAction.Enable)
        {
            if (request.Nib == 0)
                return ResponseCode.InvalidAddress;
            if (request.Gisa == GisaCheck.Invalid)
                return ResponseCode.InvalidGisa;
            (q.IrqIsc, q.IrqNib, q.IrqOwner) = (request.Isc, request.Nib, request.Owner);
        }

        q.Irq = request.Action == IrqAction.Enable ? IrqState.Enabling : IrqState.Disabling;
        q.IrqTicks = q.IrqTakes != 0 ? q.IrqTakes : facts.Parameters.IrqTicks;
        return ResponseCode.Normal;
    }

    private static ResponseCode DqapCode(in QueueState q, in QueueFacts facts)
    {
        var code = Gate(in q, in facts, ApFunction.Dqap);
        if (code == ResponseCode.Normal)
            code = BindingProblem(in q, in facts);
        return code == ResponseCode.Normal && q.Replies.Count == 0 ? ResponseCode.QueueFullOrNoReply : code;
    }

    private static ResponseCode BindCode(in QueueState q, in QueueFacts facts, BindRoom room)
    {
        if (q.Bind == BindState.Unusable)
            return facts.Mode == QueueMode.Cca ? ResponseCode.BindError : ResponseCode.BoundToAnother;
        if (q.Bind != BindState.AvailableForBinding)
            return facts.Parameters.BapqWhenBound;
        if (q.Messages != 0)
            return ResponseCode.NotEmpty;
        return room == BindRoom.Exhausted ? ResponseCode.BindLimitExceeded : ResponseCode.Normal;
    }

    private static ResponseCode AssociateCode(in QueueState q, in QueueFacts facts, SecretCheck secret)
    {
        if (q.AssociationTicks != 0)
            return ResponseCode.StateChangeInProgress;
        if (BindingProblem(in q, in facts) is var problem && problem != ResponseCode.Normal)
            return problem;
        if (facts.Mode != QueueMode.Ep11 || q.Bind != BindState.UsableNoSecureKey)
            return ResponseCode.NotAvailableForAssociation;
        if (q.Messages != 0)
            return ResponseCode.NotEmpty;
        return secret == SecretCheck.Unknown ? ResponseCode.InvalidAssociationSecret : ResponseCode.Normal;
    }
}
