using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Parts;

/// <summary>Traces that ended the process of a driver, as a part has them.</summary>
internal static class PartDeaths
{
    /// <summary>The line on a driver.</summary>
    public static PartDeathsJson LineOf(Subject subject, ImmutableArray<DeadTrace> deaths) => new(subject.ExpectationName,
        [.. deaths.Select(dead => new PartDeathJson(dead.Trace.Scope.ToString(), dead.Seed, dead.Trace.Operations.Length, dead.Cause, dead.IsHang, dead.IsRepeatable))]);

    /// <summary>In the order of scopes and seeds, whichever worker found them first.</summary>
    public static ImmutableArray<DeadTrace> Sorted(IEnumerable<DeadTrace> deaths, CheckRequest request) =>
        [.. deaths.OrderBy(dead => request.Scopes.IndexOf(dead.Trace.Scope)).ThenBy(dead => dead.Seed).ThenBy(dead => dead.Trace.Operations.Length)];

    /// <summary>A death as a part says; null when it cannot be one of the request's.</summary>
    public static DeadTrace? Read(PartDeathJson? death, Subject subject, CheckRequest request)
    {
        var options = request.Options;
        if (death is null || request.Scopes.FirstOrDefault(scope => scope.ToString() == death.Scope) is not { } scope || death.Cause.Length == 0 || death.Cause.Any(char.IsControl))
            return null;
        if (death.Length == 0)
            return new DeadTrace(new Trace(scope, []), death.Seed, death.Cause, death.IsHang, death.IsRepeatable);
        return death.Length < 0 || death.Length > options.LengthMax || death.Seed - options.Seed >= (ulong)options.Traces ? null
            : new DeadTrace(SeededTrace.Draw(scope, subject.Era, death.Seed, death.Length), death.Seed, death.Cause, death.IsHang, death.IsRepeatable);
    }

    /// <summary>
    /// Why parts of a driver do not make the report of one check: it ends its process so often that seeds are left out, and which ones depends on all seeds. Null when
    /// they do.
    /// </summary>
    public static string? Refusal(Subject subject, IEnumerable<DeadTrace> deaths) => DriverEngine.Crowded(deaths) is { } dead
        ? $"{subject.Name} ended its process at the seed {dead.Seed} so soon after another that a check leaves seeds out: {dead.Cause}; its parts do not make one report, "
            + "run one check"
        : null;
}
