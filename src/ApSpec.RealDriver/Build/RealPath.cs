using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Build;

/// <summary>Resolves every link in a path: realpath(3), which .NET does not have.</summary>
internal static partial class RealPath
{
    /// <summary>The path without links; null when there is no such file.</summary>
    public static string? Resolve(string path)
    {
        var found = Resolve(path, 0);
        if (found == 0)
            return null;
        var real = Marshal.PtrToStringUTF8(found);
        Free(found);
        return real;
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Resolve(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
