using System.Runtime.InteropServices;
using System.Text;

namespace ApSpec.Cli;

/// <summary>
/// Standard output or standard error. Unlike .NET's own it notices when the reader is gone, so that the command can stop. It does not buffer,
/// so that output of other processes to the same file stays in order.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
internal sealed partial class StandardStream(int descriptor) : Stream
{
    private const int Eintr = 4;
    private const int Eagain = 11;
    private const short PollOut = 4;

    public static TextWriter Output { get; } = Writer(1);

    /// <summary>Standard error; a failed write is ignored, since there is no other place to report it.</summary>
    public static TextWriter Error { get; } = Writer(2);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OutputLostException">Standard output is closed, or full, or its reader is gone.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = (int)WriteSome(descriptor, buffer, (nuint)buffer.Length);
            if (written >= 0)
                buffer = buffer[written..];
            else if (!MayGoOn(Marshal.GetLastPInvokeError()))
                return;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static StreamWriter Writer(int descriptor) => new(new StandardStream(descriptor), new UTF8Encoding(false)) { AutoFlush = true };

    private bool MayGoOn(int errno)
    {
        if (errno == Eintr)
            return true;
        if (errno == Eagain) // another process made it non-blocking
        {
            var wait = new PollDescriptor { Descriptor = descriptor, Events = PollOut };
            _ = Poll(ref wait, 1, -1);
            return true;
        }

        return descriptor == 2 ? false : throw new OutputLostException(errno);
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteSome(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
