namespace ApSpec.Vocabulary;

/// <summary>The AP function an <c>hw</c> operation speaks of.</summary>
public enum HwFunction : byte
{
    /// <summary>PQAP(TAPQ).</summary>
    Tapq,

    /// <summary>PQAP(RAPQ).</summary>
    Rapq,

    /// <summary>PQAP(ZAPQ).</summary>
    Zapq,

    /// <summary>PQAP(AQIC).</summary>
    Aqic,

    /// <summary>NQAP.</summary>
    Nqap,

    /// <summary>DQAP.</summary>
    Dqap,
}
