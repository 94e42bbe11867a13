namespace ApSpec.Architecture;

/// <summary>What is wrong with a mask text. The kernel says EINVAL to all of them.</summary>
public enum ApMaskTextError : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A term of a list must begin with <c>+</c> or <c>-</c>.</summary>
    SignExpected,

    /// <summary>A number was expected: decimal, 0x hex or 0 octal.</summary>
    NumberExpected,

    /// <summary>An id is above 255, or a range runs backwards.</summary>
    OutOfRange,

    /// <summary>Something follows: not hex, more than 64 digits, or not a separator.</summary>
    Trailing,
}
