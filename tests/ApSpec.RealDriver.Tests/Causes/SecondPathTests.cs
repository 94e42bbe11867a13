using System.Text.RegularExpressions;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Causes;

/// <summary>
/// A second path through a function to the violation of a rule that the function violates already, by the same operation: a review must see
/// it as new, so that it has to be a cause of its own.
/// </summary>
[Trait("Kind", "Long")]
public sealed class SecondPathTests
{

    // The adapter that is gone, which shows the known path, and the pages that a guest does not share, which show the new one.
    private static readonly Scope[] Scopes =
    [
        ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw", out _)!,
        ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks,secure pages=0x12,0x13", out _)!,
    ];

    [KernelTreeFact]
    public void A_pin_kept_by_one_path_is_one_cause()
    {
        using var driver = LoadedDriver.Of("6.12");

        Assert.Single(CausesIn(driver));
    }

    [KernelTreeFact]
    public void A_pin_kept_by_a_second_path_too_is_two()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, @"(ensure_nib_shared\([^{;]*\{\s*)vfio_unpin_pages\([^;]*;", "$1"));
        using var driver = tree.Load();

        Assert.Equal(2, CausesIn(driver).Length);
    }

    // Names, which a failing test prints.
    private static string[] CausesIn(LoadedDriver driver) =>
    [
        .. DriverCheck.Of(driver, [.. Scopes]).Causes
            .Where(cause => cause.Findings.Any(finding => finding is { IsConsequence: false, Counterexample: { Rule.Id: "IRQ-02", Trigger: { Kind: OperationKind.AqicEnable, IsRefused: true } } }))
            .Select(cause => cause.Name),
    ];
}
