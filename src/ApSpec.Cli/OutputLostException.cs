using System.Runtime.InteropServices;

namespace ApSpec.Cli;

/// <summary>What was to be said on standard output did not get there; no <see cref="IOException"/>, so that no other handler takes it.</summary>
internal sealed class OutputLostException(int errno)
    : Exception($"standard output: cannot be written: {Marshal.GetPInvokeErrorMessage(errno)}")
{
    private const int Epipe = 32;

    /// <summary>The reader went away, as <c>head</c> does when it has enough.</summary>
    public bool IsReaderGone => errno == Epipe;
}
