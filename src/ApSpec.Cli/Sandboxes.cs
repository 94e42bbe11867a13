using ApSpec.RealDriver.Confinement;

namespace ApSpec.Cli;

/// <summary>What a tree's code is kept in; where that is nothing, the user is told in one line.</summary>
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
