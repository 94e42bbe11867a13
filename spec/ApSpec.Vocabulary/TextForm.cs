namespace ApSpec.Vocabulary;

/// <summary>How a number is written into a sysfs attribute that takes one. What is read of it is in <see cref="NumberText"/>.</summary>
public enum TextForm : byte
{
    /// <summary>Decimal with a newline: the form that other traces have.</summary>
    Plain,

    /// <summary>Decimal without a newline.</summary>
    Bare,

    /// <summary>Hexadecimal, <c>0x5</c>.</summary>
    Hex,

    /// <summary>Hexadecimal with leading zeros, <c>0x0005</c>.</summary>
    LongHex,

    /// <summary>Octal, <c>05</c>.</summary>
    Octal,

    /// <summary>With a sign, <c>+5</c>.</summary>
    Plus,

    /// <summary>After a blank.</summary>
    BlankBefore,

    /// <summary>Before a blank.</summary>
    BlankAfter,

    /// <summary>Negative.</summary>
    Minus,

    /// <summary>With two newlines.</summary>
    TwoLines,

    /// <summary>With a letter at the end.</summary>
    LetterAfter,

    /// <summary>Two numbers with a comma between.</summary>
    List,

    /// <summary>Hexadecimal digits without <c>0x</c>, such as <c>a5</c>.</summary>
    BareHex,

    /// <summary><c>0x</c> alone.</summary>
    Prefix,

    /// <summary>A newline alone.</summary>
    Empty,

    /// <summary>256 above.</summary>
    Plus256,

    /// <summary>65,536 above.</summary>
    Plus65536,

    /// <summary>2 to the 32nd above.</summary>
    Plus32Bits,

    /// <summary>2 to the 64th above.</summary>
    Plus64Bits,
}
