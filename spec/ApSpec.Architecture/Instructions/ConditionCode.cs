namespace ApSpec.Architecture;

/// <summary>The condition code an AP instruction sets in the PSW.</summary>
public enum ConditionCode : byte
{
    /// <summary>Done: the response code is 00.</summary>
    Zero = 0,

    /// <summary>NQAP or DQAP stopped early; execute it again with the registers as they are.</summary>
    One = 1,

    /// <summary>NQAP or DQAP did a part; execute it again with the registers as they are.</summary>
    Two = 2,

    /// <summary>The response code is not 00.</summary>
    Three = 3,
}
