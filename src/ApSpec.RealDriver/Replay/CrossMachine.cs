using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Replay;

/// <summary>The cross compiler and the emulator for s390x, the driver's own machine.</summary>
public static class CrossMachine
{
    /// <summary>The compiler.</summary>
    public const string Cc = "s390x-linux-gnu-gcc";

    /// <summary>The emulator.</summary>
    public const string Emulator = "qemu-s390x";

    private const string Install = "Debian, Ubuntu: apt install gcc-s390x-linux-gnu libc6-dev-s390x-cross qemu-user";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>What is missing, and how to install it; null when all is there.</summary>
    public static string? Missing(string cc = Cc, string emulator = Emulator)
    {
        foreach (var tool in (string[])[cc, emulator])
        {
            if (!ToolRun.Run(tool, ["--version"], Path.GetTempPath(), Limit).GetAwaiter().GetResult().IsOk)
                return $"{tool}: cannot be run; a cross-check compiles for s390x and runs that here: {Install}";
        }

        return null;
    }
}
