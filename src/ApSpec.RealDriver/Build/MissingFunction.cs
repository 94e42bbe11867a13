namespace ApSpec.RealDriver.Build;

/// <summary>
/// A function that a kernel tree calls and nothing in the shim stands for. It is compiled as a stub: a call that reaches it is
/// abandoned, and its trace has no verdict.
/// </summary>
/// <param name="Name">The function.</param>
/// <param name="Place">File and line of the tree where the compiler met it first; null when only the linker did.</param>
/// <param name="FakeFile">The shim's file in which a fake of it would go.</param>
/// <param name="Topic">What that file stands for.</param>
public sealed record MissingFunction(string Name, string? Place, string FakeFile, string Topic)
{
    /// <summary>Why a trace that reached it has no verdict.</summary>
    public static string ReasonOf(string name) => $"the driver called {name}()";
}
