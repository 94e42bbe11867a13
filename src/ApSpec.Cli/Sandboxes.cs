using ApSpec.RealDriver.Confinement;

namespace ApSpec.Cli;

/// <summary>Creates the sandbox for a tree's code. If there is none, the user is told in one line.</summary>
internal static class Sandboxes
{
    public static Sandbox Create(bool isUnsafe)
    {
        var sandbox = isUnsafe ? Sandbox.Unsafe : Sandbox.Here;
        if (sandbox.WhyNot is { } reason)
            Console.Error.WriteLine($"apspec: not sandboxed: {reason}");
        return sandbox;
    }
}
