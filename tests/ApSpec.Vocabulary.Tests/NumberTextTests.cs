namespace ApSpec.Vocabulary.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(TextForm.Plain, @"165\n")]
    [InlineData(TextForm.LongHex, @"0x00a5\n")]
    [InlineData(TextForm.Octal, @"0245\n")]
    [InlineData(TextForm.BlankBefore, @"\x20165\n")]
    [InlineData(TextForm.Plus64Bits, @"18446744073709551781\n")]
    public void A_number_is_written_in_every_way(TextForm form, string text) => Assert.Equal(text, NumberText.Escaped(form, 0xa5));

    [Fact]
    public void What_is_written_is_what_the_text_says() => Assert.Equal(" 5\n", NumberText.Written(TextForm.BlankBefore, 5));

    // strtoul of base 0, as the kernel has it: whatever is taken is the id, and what is not is refused by an error of its own.
    [Fact]
    public void A_text_without_an_error_is_the_id()
    {
        foreach (var form in Enum.GetValues<TextForm>().Where(form => NumberText.Error(form) is null))
        {
            foreach (var id in (byte[])[0, 5, 9, 255])
                Assert.Equal(id, Read(NumberText.Written(form, id)));
        }
    }

    [Fact]
    public void An_operation_with_a_text_reads_back()
    {
        foreach (var form in Enum.GetValues<TextForm>())
        {
            var operation = new Operation { Kind = OperationKind.AssignDomain, Apqi = new(0x90), Written = form };
            Assert.Equal(operation, OperationSyntax.Parse(operation.ToString(), out _));
        }
    }

    [Theory]
    [InlineData("assign_adapter m0 05 as=\"6\\n\"")]
    [InlineData("assign_adapter m0 05 as=5")]
    [InlineData("show m0 nothing")]
    [InlineData("ioctl m0 set")]
    public void Another_text_is_refused_with_what_is_allowed(string line)
    {
        Assert.Null(OperationSyntax.Parse(line, out var error));
        Assert.Contains("is not of the form", error, StringComparison.Ordinal);
    }

    private static byte Read(string text)
    {
        var digits = text.TrimEnd('\n').TrimStart('+');
        return digits.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToByte(digits[2..], 16)
            : digits.Length > 1 && digits[0] == '0' ? Convert.ToByte(digits, 8)
            : Convert.ToByte(digits, 10);
    }
}
