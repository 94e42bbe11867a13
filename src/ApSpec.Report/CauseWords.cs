using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report;

/// <summary>Short texts on a cause.</summary>
public static partial class CauseWords
{
    private const int FunctionsMax = 3;

    /// <summary>Who can do it.</summary>
    public static string Of(Actor actor) => actor switch
    {
        Actor.Guest => "the guest alone",
        Actor.UserSpace => "its user space",
        Actor.Root => "root through sysfs",
        Actor.Firmware => "the machine's firmware",
        Actor.Failure => "only when something fails",
        Actor.Answer => "only if the hardware answers so",
        Actor.Core => "only a VFIO core that misbehaves",
        _ => throw new InvalidOperationException($"unknown actor {actor}"),
    };

    /// <summary>How bad it is.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Crash => "CRASH",
        Severity.Hang => "HANG",
        Severity.Wrong => "WRONG",
        Severity.Warning => "WARN",
        _ => throw new InvalidOperationException($"unknown severity {severity}"),
    };

    /// <summary>
    /// The functions in which its call takes another path than the nearest correct calls; functions with the branch come first. With lines for a
    /// compiled driver. Empty when not determined.
    /// </summary>
    public static ImmutableArray<string> Where(Finding finding)
    {
        var subject = finding.Counterexample.Subject;
        return
        [
            .. Gone(finding).GroupBy(place => place.Function).Take(FunctionsMax)
                .Select(group => subject is ModelSubject model
                    ? KernelNames.Lookup(model.Revision)(group.Key)
                    : $"{group.Key}:{Lines(group.Min(place => place.Line), group.Max(place => place.Line))}"),
        ];
    }

    // Only lines that the violating call ran, since a reader expects those; all lines when it ran none of them.
    private static IEnumerable<CodePlace> Gone(Finding finding)
    {
        var places = finding.Origin?.Places ?? [];
        var path = finding.Counterexample.Path.Select(line => Run().Match(line)).Where(run => run.Success)
            .Select(run => (Function: run.Groups["function"].Value, First: Number(run, "first"), Last: Number(run, run.Groups["last"].Success ? "last" : "first"))).ToArray();
        var gone = places.Where(place => path.Any(run => run.Function == place.Function && run.First <= place.Line && place.Line <= run.Last)).ToArray();
        return gone.Length > 0 ? gone : places;
    }

    private static int Number(Match run, string group) => int.Parse(run.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<function>\w+) \([^:()]+:(?<first>\d{1,9})(-(?<last>\d{1,9}))?\)$")]
    private static partial Regex Run();

    /// <summary>
    /// The ids of the rules that are violated first, then of those that follow. When only traces with an earlier violation are left, that
    /// violation's rules come first.
    /// </summary>
    public static (string First, string Then) Rules(Cause cause)
    {
        var first = Ids(cause.Findings.Where(finding => !finding.IsConsequence));
        if (first.Length == 0)
            first = [.. cause.Head.Counterexample.Steps.First(step => !step.Violations.IsEmpty).Violations.Select(violation => violation.Rule.Id).Distinct()];
        return (string.Join(' ', first), string.Join(' ', Ids(cause.Findings).Except(first)));
    }

    /// <summary>The evidence of its simplest trace; the rule's sentence when the trace was not recorded.</summary>
    public static string Evidence(Cause cause)
    {
        var found = cause.Head.Counterexample;
        return found.Steps.IsEmpty ? found.Rule.Sentence
            : found.Steps[^1].Violations.Where(violation => violation.Rule == found.Rule).Select(violation => violation.Evidence.Text).FirstOrDefault() ?? found.Rule.Sentence;
    }

    private static string[] Ids(IEnumerable<Finding> findings) => [.. findings.Select(finding => finding.Counterexample.Rule.Id).Distinct()];

    private static string Lines(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";
}
