namespace ApSpec.Architecture;

/// <summary>
/// One queue: an adapter and a queue index. Text: <c>05.0006</c>, as in sysfs.
/// </summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/include/asm/ap.h (AP_MKQID), drivers/s390/crypto/ap_bus.c.</remarks>
public readonly record struct Apqn : IComparable<Apqn>
{
    /// <summary>The queue of <paramref name="apid"/> in domain <paramref name="apqi"/>.</summary>
    public Apqn(Apid apid, Apqi apqi) => Qid = (ushort)((apid.Value << 8) | apqi.Value);

    private Apqn(ushort qid) => Qid = qid;

    /// <summary>
    /// The packed form, equal to GR0 bits 48-63 of every AP instruction:
    /// <code>
    ///   |  APID  |  APQI  |
    ///   0        8       15
    /// </code>
    /// </summary>
    public ushort Qid { get; }

    /// <summary>The adapter.</summary>
    public Apid Apid => new((byte)(Qid >> 8));

    /// <summary>The queue index.</summary>
    public Apqi Apqi => new((byte)Qid);

    /// <summary>Unpacks a <see cref="Qid"/>. Every value is a queue.</summary>
    public static Apqn FromQid(ushort qid) => new(qid);

    /// <summary>Reads <c>apid.apqi</c> in hex.</summary>
    /// <returns>False for anything else; never throws.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Apqn apqn)
    {
        apqn = default;
        var dot = text.IndexOf('.');
        if (dot < 0 || !Apid.TryParse(text[..dot], out var apid) || !Apqi.TryParse(text[(dot + 1)..], out var apqi))
            return false;
        apqn = new Apqn(apid, apqi);
        return true;
    }

    /// <summary>Takes the pair apart.</summary>
    public void Deconstruct(out Apid apid, out Apqi apqi) => (apid, apqi) = (Apid, Apqi);

    /// <summary>By adapter, then by queue index.</summary>
    public int CompareTo(Apqn other) => Qid.CompareTo(other.Qid);

    /// <summary>The sysfs name of the queue, for example <c>05.0006</c>.</summary>
    public override string ToString() => $"{Apid}.{Apqi}";
}
