namespace ApSpec.Report.Diagrams;

/// <summary>One transition of an automaton for the kernel's runtime verification, in names that C accepts.</summary>
/// <param name="State">Where it starts.</param>
/// <param name="Event">What happens.</param>
/// <param name="Next">Where it leads.</param>
public sealed record RvTransition(string State, string Event, string Next);
