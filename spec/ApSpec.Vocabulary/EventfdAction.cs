namespace ApSpec.Vocabulary;

/// <summary>What user space sets an eventfd to.</summary>
public enum EventfdAction : byte
{
    /// <summary><c>off</c>: descriptor -1, the eventfd is taken back.</summary>
    Off,

    /// <summary><c>on</c>: the mdev's own eventfd.</summary>
    On,

    /// <summary><c>bad</c>: a descriptor below -1.</summary>
    Bad,
}
