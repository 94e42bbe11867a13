using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

public sealed class ReportLineTests
{
    [Theory]
    [InlineData("{}\n", "{}")]
    [InlineData("\n", "")]
    [InlineData("half a li", null)]
    [InlineData("", null)]
    public async Task A_line_is_read_and_half_a_line_is_none(string said, string? line) =>
        Assert.Equal(line, await ReportLine.Read(new StringReader(said)));

    [Theory]
    [InlineData("{}\n{}\n")]
    [InlineData("a line that is longer than it may be")]
    public async Task What_is_more_than_one_line_is_refused(string said) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReportLine.Read(new StringReader(said), charsMax: 20));
}
