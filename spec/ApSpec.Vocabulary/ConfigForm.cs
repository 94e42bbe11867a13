namespace ApSpec.Vocabulary;

/// <summary>How the three masks of <c>ap_config</c> are written.</summary>
public enum ConfigForm : byte
{
    /// <summary>All digits of each mask behind <c>0x</c>, and a newline: the form that other traces have.</summary>
    Plain,

    /// <summary>Without a newline.</summary>
    Bare,

    /// <summary>Without <c>0x</c>.</summary>
    Digits,

    /// <summary>Digits in upper case.</summary>
    Upper,

    /// <summary>Without the zeros at each mask's end.</summary>
    Short,

    /// <summary>Two masks.</summary>
    Two,

    /// <summary>A letter that is no hex digit in the last mask.</summary>
    Letter,

    /// <summary>A newline alone.</summary>
    Empty,

    /// <summary>A control domain more: the highest that a mask can name.</summary>
    Beyond,
}
