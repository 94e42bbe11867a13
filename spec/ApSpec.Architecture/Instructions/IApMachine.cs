namespace ApSpec.Architecture;

/// <summary>The machine that <see cref="ApInstructions"/> run on: configuration, queues, storage.</summary>
public interface IApMachine
{
    /// <summary>The host's configuration, as its own QCI shows it.</summary>
    ConfigInfo Configuration { get; }

    /// <summary>The choices for what is not public.</summary>
    ModelParameters Parameters { get; }

    /// <summary>
    /// What the issuer may use: for the host its configuration, for a guest its APCB's masks and the host's, see
    /// <see cref="Crycb.EffectiveMasks"/>.
    /// </summary>
    ApMasks EffectiveMasks(in ApContext context);

    /// <summary>The hardware of a queue as this issuer uses it.</summary>
    QueueFacts Facts(Apqn apqn, in ApContext context);

    /// <summary>The state of a queue.</summary>
    QueueState Load(Apqn apqn);

    /// <summary>Replaces the state of a queue.</summary>
    void Store(Apqn apqn, in QueueState state);

    /// <summary>
    /// The key of the notification-indicator byte at an absolute address; 0 when it cannot be addressed.
    /// </summary>
    uint NibKey(ulong address);

    /// <summary>Whether the GISA can be used.</summary>
    GisaCheck CheckGisa(AqicControl control);

    /// <summary>Stores the QCI block in the issuer's storage.</summary>
    /// <returns>False when the address cannot be stored to.</returns>
    bool TryStoreBlock(in ApContext context, ulong address, ReadOnlySpan<byte> block);

    /// <summary>The control domain that the request at this address changes; null when it changes none.</summary>
    Apqi? ChangedDomain(in ApContext context, ulong address, ulong length);

    /// <summary>The length in bytes of the reply with this PSMID tag, at least 1.</summary>
    uint ReplyLength(Apqn apqn, byte psmid);

    /// <summary>Whether this guest may bind one more queue.</summary>
    BindRoom BindRoom(in ApContext context);

    /// <summary>Whether this guest has the secret of this index (0..0xFFFF).</summary>
    SecretCheck CheckSecret(in ApContext context, ushort index);
}
