using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>Each of <see cref="StepDefects"/> is found by random calls in the middle of bus scans, and not without.</summary>
[Trait("Kind", "Long")]
public sealed class StepDefectTests
{
    private static readonly Scope Scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,hw,steps", out _)!;

    public static TheoryData<string, string> Defects() => new()
    {
        { "copy-of-the-configuration-at-the-end", "MASK-19" },
        { "remembers-the-mdev-that-waits", "MEM-01" },
        { "assigns-what-waits", "QUEUE-09" },
        { "unassign-leaves-it-to-the-end", "MASK-12" },
    };

    [KernelTreeTheory]
    [MemberData(nameof(Defects))]
    public void A_defect_that_needs_a_call_in_the_middle_of_a_scan_is_found(string defect, string rule)
    {
        using var tree = new EditedTree("6.12");
        foreach (var edit in StepDefects.All[defect])
        {
            tree.ChangeFile(edit.File, text =>
            {
                var changed = edit.Apply(text, out var error);
                Assert.Equal("", error);
                return changed!;
            });
        }

        using var driver = tree.Load();

        Assert.Contains(rule, RulesFoundIn(Scope));
        Assert.DoesNotContain(rule, RulesFoundIn(Scope with { Features = Scope.Features & ~Features.Steps }));

        ImmutableArray<string> RulesFoundIn(Scope scope) =>
        [
            .. new Campaign(driver.Subject, scope, RuleBook.All).Run(new CampaignOptions(Traces: 1_000, LengthMax: 40)).Hits.Select(hit => hit.Rule.Id),
        ];
    }
}
