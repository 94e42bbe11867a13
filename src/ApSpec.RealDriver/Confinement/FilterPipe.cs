using System.Globalization;
using System.IO.Pipes;

namespace ApSpec.RealDriver.Confinement;

/// <summary>A filter's bytes on their way to a child process.</summary>
internal sealed class FilterPipe(AnonymousPipeServerStream pipe) : IDisposable
{
    /// <summary>The descriptor that the child inherits.</summary>
    public int ReadingEnd { get; } = int.Parse(pipe.GetClientHandleAsString(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => pipe.Dispose();
}
