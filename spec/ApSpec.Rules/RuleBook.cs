using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Every rule, by family and number.</summary>
public static class RuleBook
{
    /// <summary>Every rule.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        .. KvmRules.All,
        .. HookRules.All,
        .. MaskRules.All,
        .. ShadowRules.All,
        .. MaskCallRules.All,
        .. LockRules.All,
        .. ResetRules.All,
        .. IrqRules.All,
        .. MdevRules.All,
        .. QueueRules.All,
        .. MemRules.All,
        .. CallRules.All,
        .. EventRules.All,
        .. UserRules.All,
    ];

    /// <summary>The rule of <paramref name="id"/>; null when there is none.</summary>
    public static Rule? Find(string id)
    {
        foreach (var rule in All)
        {
            if (rule.Id == id)
                return rule;
        }

        return null;
    }

    /// <summary>The rules that can be judged in <paramref name="scope"/> and <paramref name="era"/>, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<Rule> For(Scope scope, Era era) =>
        [.. All.Where(rule => rule.IsOf(era) && scope.Has(rule.Needs))];
}
