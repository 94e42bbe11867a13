using System.IO.Pipes;
using System.Text;
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
        Assert.Equal(line, await ReportLine.Read(StreamOf(said)));

    [Theory]
    [InlineData("{}\n{}\n")]
    [InlineData("a line that is longer than it may be")]
    public async Task What_is_more_than_one_line_is_refused(string said) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReportLine.Read(StreamOf(said), bytesMax: 20));

    [Theory]
    [InlineData(128)]
    [InlineData(1 << 12)]
    [InlineData(1 << 14)]
    [InlineData(3 << 14)]
    public async Task A_line_that_just_fills_a_buffer_is_read_while_the_pipe_stays_open(int bytes)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var end = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        var line = new string('x', bytes - 1);
        var reading = Task.Run(() => ReportLine.Read(end));

        await pipe.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

        Assert.Equal(line, await reading);
    }

    private static MemoryStream StreamOf(string said) => new(Encoding.UTF8.GetBytes(said));
}
