using System.Text.Json;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The self-test of a library in a process of its own, which a library that is wrong may take down: the apspec command with its
/// hidden verb.
/// </summary>
public static class SelfTestProcess
{
    /// <summary>The verb, after <c>apspec</c>; the library's path follows.</summary>
    public static readonly IReadOnlyList<string> Verb = ["driver", "selftest", "--library"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The child's side: tests a library and writes the report to standard output; false when it cannot be loaded.</summary>
    public static bool Serve(string library, TextWriter output, TextWriter error)
    {
        if (Native.DriverLibrary.Load(library, out var problem) is not { } loaded)
        {
            error.WriteLine(problem);
            return false;
        }

        output.WriteLine(JsonSerializer.Serialize(SelfTest.Run(loaded)));
        return true;
    }

    /// <summary>The parent's side.</summary>
    internal static async Task<(SelfTestReport? Report, string Error)> Run(ToolCommand tool, string library)
    {
        var folder = Path.GetDirectoryName(library)!;
        var output = await ToolRun.Run(tool.File, [.. tool.Arguments, .. Verb, library], folder, Limit);
        if (!output.IsOk)
        {
            var end = output.Exit is { } exit ? $"its self-test ended with {exit}" : "its self-test did not end";
            return (null, $"{end}: {output.Error.Trim().Split('\n')[0]}");
        }

        return (JsonSerializer.Deserialize<SelfTestReport>(output.Out), "");
    }
}
