namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>What a seeded defect does to the place in the source that its anchor names.</summary>
internal enum DefectAction
{
    /// <summary>The statement is not executed.</summary>
    Drop,

    /// <summary>The statement is executed twice.</summary>
    Repeat,

    /// <summary>The condition of the <c>if</c> is taken for false: the check is not there.</summary>
    Never,

    /// <summary>The condition of the <c>if</c> is the opposite.</summary>
    Negate,

    /// <summary>The function returns after the statement.</summary>
    Return,

    /// <summary>The anchor, an expression, has another value.</summary>
    Replace,
}
