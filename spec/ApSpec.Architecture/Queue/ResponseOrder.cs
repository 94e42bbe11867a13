namespace ApSpec.Architecture;

/// <summary>
/// Which response code wins when several apply: a permutation of 03, 04, 35 (standing for 35 and 36), 02 and 05.
/// UNCONFIRMED: the order is not public.
/// </summary>
public readonly record struct ResponseOrder
{
    private const int Length = 5;

    private readonly ulong _codes;

    private ResponseOrder(ulong codes) => _codes = codes;

    /// <summary>03, 04, 35/36, 02, 05.</summary>
    public static ResponseOrder Default { get; } = Of(
        ResponseCode.Deconfigured,
        ResponseCode.Checkstopped,
        ResponseCode.AssociationSecretNotUnique,
        ResponseCode.ResetInProgress,
        ResponseCode.Busy);

    /// <summary>The order with the first code strongest.</summary>
    /// <exception cref="ArgumentException">Not a permutation of 03, 04, 35, 02, 05.</exception>
    public static ResponseOrder Of(params ReadOnlySpan<ResponseCode> codes)
    {
        var packed = 0UL;
        var seen = QueueConditions.None;
        for (var i = 0; i < codes.Length; i++)
        {
            packed |= (ulong)codes[i] << (8 * i);
            seen |= ConditionOf(codes[i]);
        }

        if (codes.Length != Length || seen != QueueConditions.All)
            throw new ArgumentException("An order names each of 03, 04, 35, 02, 05 once.", nameof(codes));
        return new ResponseOrder(packed);
    }

    /// <summary>The strongest code among <paramref name="conditions"/>; 00 when there is none.</summary>
    internal ResponseCode Strongest(QueueConditions conditions)
    {
        for (var rest = _codes; rest != 0; rest >>= 8)
        {
            var code = (ResponseCode)(byte)rest;
            if ((conditions & ConditionOf(code)) != 0)
                return code;
        }

        return ResponseCode.Normal;
    }

    private static QueueConditions ConditionOf(ResponseCode code) => code switch
    {
        ResponseCode.Deconfigured => QueueConditions.Deconfigured,
        ResponseCode.Checkstopped => QueueConditions.Checkstopped,
        ResponseCode.AssociationSecretNotUnique => QueueConditions.AsyncError,
        ResponseCode.ResetInProgress => QueueConditions.Resetting,
        ResponseCode.Busy => QueueConditions.Busy,
        _ => QueueConditions.None,
    };
}
