namespace ApSpec.RealDriver.Build;

/// <summary>
/// A function that a kernel tree calls and that has no fake in the shim. It is compiled as a stub: a call that reaches it is abandoned,
/// and the trace has no verdict.
/// </summary>
/// <param name="Name">The function.</param>
/// <param name="Place">File and line of the tree with the first call; null when only the linker reported it.</param>
/// <param name="FakeFile">The shim's file for a fake of it.</param>
/// <param name="Topic">What that file stands for.</param>
public sealed record MissingFunction(string Name, string? Place, string FakeFile, string Topic)
{
    /// <summary>Why a trace that reached it has no verdict.</summary>
    public static string ReasonOf(string name) => $"the driver called {name}()";
}
