namespace ApSpec.Architecture;

/// <summary>
/// The AP queue status word (APQSW): what NQAP, DQAP and PQAP leave in GR1 bits 32-63.
/// </summary>
/// <remarks>
/// <code>
///   |E|R|F|000|A|I| response code |    0     |
///   32  34     38 39 40         47 48      63
/// </code>
/// E queue empty, R replies waiting, F queue full, A response code reports an asynchronous error, I interrupts enabled.
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (struct ap_queue_status).
/// </remarks>
public readonly record struct ApStatus
{
    /// <summary>The bits that are not reserved.</summary>
    public const uint DefinedBits = EmptyBit | RepliesBit | FullBit | AsyncBit | IrqEnabledBit | 0x00FF_0000;

    private const uint EmptyBit = 0x8000_0000;
    private const uint RepliesBit = 0x4000_0000;
    private const uint FullBit = 0x2000_0000;
    private const uint AsyncBit = 0x0200_0000;
    private const uint IrqEnabledBit = 0x0100_0000;

    private readonly uint _word;

    /// <summary>A status word from its parts.</summary>
    public ApStatus(
        ResponseCode responseCode,
        bool empty = false,
        bool replies = false,
        bool full = false,
        bool irqEnabled = false,
        bool async = false) =>
        _word = ((uint)responseCode << 16)
            | (empty ? EmptyBit : 0)
            | (replies ? RepliesBit : 0)
            | (full ? FullBit : 0)
            | (async ? AsyncBit : 0)
            | (irqEnabled ? IrqEnabledBit : 0);

    private ApStatus(uint word) => _word = word & DefinedBits;

    /// <summary>E: neither a request nor a reply is stored.</summary>
    public bool Empty => (_word & EmptyBit) != 0;

    /// <summary>R: at least one reply can be dequeued.</summary>
    public bool Replies => (_word & RepliesBit) != 0;

    /// <summary>F: no further request is accepted.</summary>
    public bool Full => (_word & FullBit) != 0;

    /// <summary>The response code reports an asynchronous error that stays until a reset.</summary>
    public bool Async => (_word & AsyncBit) != 0;

    /// <summary>I: queue interrupts are enabled.</summary>
    public bool IrqEnabled => (_word & IrqEnabledBit) != 0;

    /// <summary>What the queue answered.</summary>
    public ResponseCode ResponseCode => (ResponseCode)(byte)(_word >> 16);

    /// <summary>0 when the response code is 00, else 3.</summary>
    public ConditionCode ConditionCode =>
        ResponseCode == ResponseCode.Normal ? ConditionCode.Zero : ConditionCode.Three;

    /// <summary>Reads GR1 bits 32-63. Reserved bits are dropped.</summary>
    public static ApStatus FromWord(uint word) => new(word);

    /// <summary>GR1 bits 32-63, reserved bits zero.</summary>
    public uint ToWord() => _word;

    /// <summary>For example <c>rc=07 E I</c>.</summary>
    public override string ToString() =>
        $"rc={(byte)ResponseCode:x2}{(Empty ? " E" : "")}{(Replies ? " R" : "")}{(Full ? " F" : "")}"
        + $"{(Async ? " async" : "")}{(IrqEnabled ? " I" : "")}";
}
