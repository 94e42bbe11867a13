using System.Runtime.InteropServices;

namespace ApSpec.Cli;

/// <summary>A write to standard output failed. It is not an <see cref="IOException"/>, so that no other handler catches it.</summary>
internal sealed class OutputLostException(int errno)
    : Exception($"standard output: cannot be written: {Marshal.GetPInvokeErrorMessage(errno)}")
{
    private const int Epipe = 32;

    /// <summary>True when the reader went away, as <c>head</c> does when it has enough.</summary>
    public bool IsReaderGone => errno == Epipe;
}
