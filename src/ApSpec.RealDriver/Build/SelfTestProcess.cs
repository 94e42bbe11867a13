using System.Text.Json;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The self-test of a library in a process of its own, which a library that is wrong may take down: the apspec command with its
/// hidden verb.
/// </summary>
public static class SelfTestProcess
{
    /// <summary>The verb, after <c>apspec</c>; the library's path follows.</summary>
    public static readonly IReadOnlyList<string> Verb = ["driver", "selftest", "--library"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The child's side: tests a library and writes each answer to standard output as it comes; false when it cannot be loaded.</summary>
    public static bool Serve(string library, TextWriter output, TextWriter error)
    {
        if (DriverLibrary.Load(library, out var problem) is not { } loaded)
        {
            error.WriteLine(problem);
            return false;
        }

        output.WriteLine(JsonSerializer.Serialize(loaded.Features));
        for (var check = 0; check < SelfTest.Count; check++)
        {
            output.WriteLine(JsonSerializer.Serialize(SelfTest.Run(loaded, check)));
            output.Flush();
        }

        return true;
    }

    /// <summary>The parent's side.</summary>
    internal static async Task<(SelfTestReport? Report, string Error)> Run(ToolCommand tool, string library)
    {
        var folder = Path.GetDirectoryName(library)!;
        var output = await ToolRun.Run(tool.File, [.. tool.Arguments, .. Verb, library], folder, Limit);
        var lines = output.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var checks = lines.Skip(1).Select(line => JsonSerializer.Deserialize<SelfTestCheck>(line)!).ToList();
        if (!output.IsOk)
        {
            var end = output.Exit is { } exit ? $"the process ended with {exit}" : $"did not end within {Limit.TotalSeconds:N0} s";
            var isOfDriver = lines.Length > 0 && checks.Count < SelfTest.Count && SelfTest.Died(checks.Count, end).IsOfDriver;
            if (!isOfDriver)
                return (null, $"its self-test: {end}: {output.Error.Trim().Split('\n')[0]}");
            checks.Add(SelfTest.Died(checks.Count, end));
        }

        return (new SelfTestReport(JsonSerializer.Deserialize<DriverFeatures>(lines[0]), [.. checks]), "");
    }
}
