using System.Globalization;
using System.Numerics;

namespace ApSpec.Vocabulary;

/// <summary>
/// Numbers as <c>echo</c> writes them into a sysfs attribute, and what the kernel reads of them (lib/kstrtox.c kstrtoul() with base 0): one sign
/// <c>+</c>, a prefix that names the base, digits, one newline, and nothing else.
/// </summary>
public static class NumberText
{
    /// <summary>The text, with other than printable characters escaped as for <c>printf</c>: <c>5\n</c>, <c>\x205\n</c>.</summary>
    public static string Escaped(TextForm form, byte id) => form switch
    {
        TextForm.Plain => $@"{id}\n",
        TextForm.Bare => $"{id}",
        TextForm.Hex => $@"0x{id:x}\n",
        TextForm.LongHex => $@"0x{id:x4}\n",
        TextForm.Octal => $@"0{Convert.ToString(id, 8)}\n",
        TextForm.Plus => $@"+{id}\n",
        TextForm.BlankBefore => $@"\x20{id}\n",
        TextForm.BlankAfter => $@"{id}\x20\n",
        TextForm.Minus => $@"-{id}\n",
        TextForm.TwoLines => $@"{id}\n\n",
        TextForm.LetterAfter => $@"{id}z\n",
        TextForm.List => $@"{id},{id}\n",
        TextForm.BareHex => $@"a{id:x}\n",
        TextForm.Prefix => @"0x\n",
        TextForm.Empty => @"\n",
        TextForm.Plus256 => $@"{id + 256}\n",
        TextForm.Plus65536 => $@"{id + 65_536}\n",
        TextForm.Plus32Bits => $@"{id + (1L << 32)}\n",
        TextForm.Plus64Bits => ((BigInteger.One << 64) + id).ToString(CultureInfo.InvariantCulture) + @"\n",
        _ => throw new InvalidOperationException($"unknown form {form}"),
    };

    /// <summary>The bytes that are written.</summary>
    public static string Written(TextForm form, byte id) =>
        Escaped(form, id).Replace(@"\n", "\n", StringComparison.Ordinal).Replace(@"\x20", " ", StringComparison.Ordinal);

    /// <summary>The error that a store of masks returns whatever their value; null when the text is a valid one.</summary>
    public static Errno? Error(ConfigForm form) => form switch
    {
        ConfigForm.Plain or ConfigForm.Bare or ConfigForm.Digits or ConfigForm.Upper or ConfigForm.Short => null,
        ConfigForm.Beyond => Errno.ENODEV,
        _ => Errno.EINVAL,
    };

    /// <summary>The error that the form of an operation's text leads to, whatever the value; null for none.</summary>
    public static Errno? ErrorOf(in Operation op) => op.Kind == OperationKind.ApConfig ? Error(op.Masks) : Error(op.Written);

    /// <summary>The error that a store of this form returns whatever the id; null when the form is a valid one.</summary>
    public static Errno? Error(TextForm form) => form switch
    {
        TextForm.Plain or TextForm.Bare or TextForm.Hex or TextForm.LongHex or TextForm.Octal or TextForm.Plus => null,
        TextForm.Plus256 or TextForm.Plus65536 or TextForm.Plus32Bits => Errno.ENODEV,
        TextForm.Plus64Bits => Errno.ERANGE,
        _ => Errno.EINVAL,
    };
}
