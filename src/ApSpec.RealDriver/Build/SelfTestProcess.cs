using System.Text.Json;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The self-test of a library in a separate process, since a bad library may end it: the apspec command with a hidden verb.
/// </summary>
public static class SelfTestProcess
{
    /// <summary>The verb, after <c>apspec</c>; the library's path follows.</summary>
    public static readonly IReadOnlyList<string> Verb = ["driver", "selftest", "--library"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The child's side: tests a library and writes each answer to standard output as it comes; false when it cannot be loaded.</summary>
    public static bool Serve(string library)
    {
        Seal.Before(library);
        if (DriverLibrary.Load(library, out var problem) is not { } loaded)
        {
            Console.Error.WriteLine(problem);
            return false;
        }

        var output = Console.Out; // as Seal set it up
        output.WriteLine(JsonSerializer.Serialize(loaded.Features));
        for (var check = 0; check < SelfTest.Count; check++)
        {
            output.WriteLine(JsonSerializer.Serialize(SelfTest.Run(loaded, check)));
            output.Flush();
        }

        return true;
    }

    /// <summary>The parent's side.</summary>
    internal static async Task<(SelfTestReport? Report, string Error)> Run(ToolCommand tool, string library, TimeSpan? limit = null)
    {
        var process = tool with { Reads = [.. tool.Reads, Path.GetDirectoryName(library)!] };
        var output = await ToolRun.Run(tool.Sandbox, process.With([.. Verb, library]), limit ?? Limit);
        try
        {
            return Read(output, limit ?? Limit);
        }
        catch (JsonException)
        {
            return (null, $"its self-test printed what is no answer: {output.Out.Split('\n')[0]}");
        }
    }

    // A process that ends early died in the next check, whatever its exit code: a driver can call exit(0).
    private static (SelfTestReport? Report, string Error) Read(ToolOutput output, TimeSpan limit)
    {
        var lines = output.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var checks = lines.Skip(1).Select(line => JsonSerializer.Deserialize<SelfTestCheck>(line)!)
            .Select(check => check with { Failure = check.Failure is { } text ? PlainText.Clean(text) : null }).ToList();
        if (!output.IsOk || lines.Length <= SelfTest.Count)
        {
            var end = output.Exit is { } exit ? ProcessEnd.Words(exit) : $"did not end within {limit.TotalSeconds:N0} s";
            var isOfDriver = lines.Length > 0 && checks.Count < SelfTest.Count && SelfTest.Died(checks.Count, end).IsOfDriver;
            if (!isOfDriver)
            {
                var when = lines.Length == 0 ? "while it loaded the driver" : $"after check {checks.Count} of {SelfTest.Count}";
                return (null, $"its self-test {when}: {end}: {output.Error.Trim().Split('\n')[0]}".TrimEnd(' ', ':'));
            }

            checks.Add(SelfTest.Died(checks.Count, end));
        }

        return (new SelfTestReport(JsonSerializer.Deserialize<DriverFeatures>(lines[0]), [.. checks]), "");
    }
}
