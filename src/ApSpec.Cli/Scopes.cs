using System.Collections.Immutable;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>The scopes of a check: the user's, or those of the plan for a profile.</summary>
internal static class Scopes
{
    public static ImmutableArray<Scope> Choose(string? scope, string profile, Era era, Features own = Features.None)
    {
        if (scope is not null)
        {
            var one = Inputs.ScopeOf(scope);
            return [profile == "hostile" ? one with { Profile = Profile.Hostile } : one];
        }

        var plan = Plan.For(era, own);
        return profile switch
        {
            "both" => plan,
            "core" => [.. plan.Where(s => s.Profile == Profile.Core)],
            _ => [.. plan.Where(s => s.Profile == Profile.Hostile)],
        };
    }
}
