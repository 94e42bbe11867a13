using System.Collections.Immutable;

namespace ApSpec.Search.Causes;

/// <summary>Findings with the same cause.</summary>
public sealed class Cause : IComparable<Cause>
{
    /// <summary>The cause of <paramref name="findings"/>.</summary>
    public Cause(IEnumerable<Finding> findings)
    {
        Findings = [.. findings.OrderBy(finding => finding.IsConsequence).ThenBy(finding => finding, FindingOrder.Instance)];
        Who = Findings.Where(finding => finding.IsConsequence == Head.IsConsequence).Min(finding => finding.Who);
        Severity = Findings.Where(finding => finding.Who != Actor.Core || Who == Actor.Core).Min(finding => Severities.Of(finding.Counterexample.Rule));
    }

    /// <summary>Findings that are violated first, the simplest at the top; then those that follow from another violation.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The finding that stands for all.</summary>
    public Finding Head => Findings[0];

    /// <summary>Who can do it: the least privileged actor of the findings that are violated first.</summary>
    public Actor Who { get; }

    /// <summary>The finding that <see cref="Who"/> can bring about.</summary>
    public Finding Easiest => Findings.First(finding => finding.IsConsequence == Head.IsConsequence && finding.Who == Who);

    /// <summary>The finding with a sanitizer report; null when there is none.</summary>
    public Finding? Sanitized => Findings.FirstOrDefault(finding => finding.Sanitizer is not null);

    /// <summary>The worst severity of its findings.</summary>
    public Severity Severity { get; }

    /// <summary>The file outside the driver in which it goes wrong; null when it is in the driver.</summary>
    public string? Outside => Head.Outside;

    /// <summary>The rule and the kind of operation of its head; not unique in a check.</summary>
    public string Name => $"{Head.Counterexample.Rule.Id} by {Head.Counterexample.Trigger}";

    /// <summary>The order of a report: the driver before other files; possible calls before impossible ones; the worst first; then the least privileged.</summary>
    public int CompareTo(Cause? other)
    {
        var order = KeyOf(this).CompareTo(KeyOf(other!));
        return order != 0 ? order : FindingOrder.Instance.Compare(Head, other!.Head);
    }

    private static (bool IsHostile, bool IsOutside, Severity, Actor) KeyOf(Cause cause) =>
        (cause.Who == Actor.Core, cause.Outside is not null, cause.Severity, cause.Who);
}
