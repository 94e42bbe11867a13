using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.RealDriver.Tests.Causes;

/// <summary>A violation that a test looks for.</summary>
/// <param name="Name">Its rule and kind of operation: <c>IRQ-05 by unbind</c>.</param>
/// <param name="Function">A function that its call goes through otherwise than calls that go right.</param>
/// <param name="Who">Who can do it.</param>
internal sealed record Violation(string Name, string Function, Actor Who)
{
    public bool IsIn(Finding finding) => $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}" == Name
        && finding.Who == Who && finding.Origin!.Places.Any(place => place.Function == Function);
}
