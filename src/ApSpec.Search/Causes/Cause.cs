using System.Collections.Immutable;

namespace ApSpec.Search.Causes;

/// <summary>Findings that go wrong for one reason.</summary>
public sealed class Cause : IComparable<Cause>
{
    /// <summary>The cause of <paramref name="findings"/>, the first of all first.</summary>
    public Cause(IEnumerable<Finding> findings)
    {
        Findings = [.. findings.OrderBy(finding => finding.IsConsequence).ThenBy(finding => finding, FindingOrder.Instance)];
        Who = Findings.Where(finding => finding.IsConsequence == Head.IsConsequence).Min(finding => finding.Who);
        Severity = Findings.Where(finding => finding.Who != Actor.Core || Who == Actor.Core).Min(finding => Severities.Of(finding.Counterexample.Rule));
    }

    /// <summary>The simplest of what goes wrong first, then what follows from it.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The one that stands for all.</summary>
    public Finding Head => Findings[0];

    /// <summary>Who can do it: of what goes wrong first, the one that needs least.</summary>
    public Actor Who { get; }

    /// <summary>The finding that <see cref="Who"/> can do.</summary>
    public Finding Easiest => Findings.First(finding => finding.IsConsequence == Head.IsConsequence && finding.Who == Who);

    /// <summary>The finding of which the sanitizers report something; null when there is none.</summary>
    public Finding? Sanitized => Findings.FirstOrDefault(finding => finding.Sanitizer is not null);

    /// <summary>The worst of what it leads to.</summary>
    public Severity Severity { get; }

    /// <summary>The file of the kernel around the driver in which it goes wrong; null: it is the driver's.</summary>
    public string? Outside => Head.Outside;

    /// <summary>The rule and the kind of operation of its head; two causes of one check may have the same.</summary>
    public string Name => $"{Head.Counterexample.Rule.Id} by {Head.Counterexample.Trigger}";

    /// <summary>The driver's before others', what callers can do before what none can, the worst first, then who needs least.</summary>
    public int CompareTo(Cause? other)
    {
        var order = KeyOf(this).CompareTo(KeyOf(other!));
        return order != 0 ? order : FindingOrder.Instance.Compare(Head, other!.Head);
    }

    private static (bool IsHostile, bool IsOutside, Severity, Actor) KeyOf(Cause cause) =>
        (cause.Who == Actor.Core, cause.Outside is not null, cause.Severity, cause.Who);
}
