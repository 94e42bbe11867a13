using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Search.Causes;

namespace ApSpec.Search.Tests.Causes;

/// <summary>Origins and drafts that no subject has.</summary>
internal static class Origins
{
    private const string Scope = "mdevs=1 kvms=1";

    /// <summary>Rules without a sign.</summary>
    public static ImmutableArray<OriginRule> Wrong(params string[] rules) => [.. rules.Select(rule => new OriginRule(rule))];

    /// <summary>An origin whose partings are told by the lines of each, with spaces between: <c>"1 2", "3"</c>.</summary>
    public static Origin Of(string key, ImmutableArray<OriginRule> rules, params string[] partings) => new(key, 1, rules,
        [.. partings.Select(parting => parting.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(line => new CodePlace("f", line[0])).ToImmutableArray())]);

    /// <summary>A draft of one operation that violates a rule.</summary>
    public static Draft Draft(string rule, Origin? origin, params string[] operations)
    {
        var trace = Checks.TraceOf(Scope, operations.Length > 0 ? operations : ["create m0"]);
        return new Draft(new CampaignHit(Checks.RuleOf(rule), new(trace.Operations[^1].Kind, false, default, false), 0, 1, trace), trace, origin);
    }

    /// <summary>The drafts of each cause, as <c>KVM-01 HOOK-01 | MEM-01</c>.</summary>
    public static string CausesOf(params Draft[] drafts) =>
        string.Join(" | ", CauseClusters.Group([.. drafts]).Select(cause => string.Join(' ', cause.Select(draft => draft.Hit.Rule.Id))));
}
