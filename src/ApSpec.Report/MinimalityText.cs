using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>The minimality of a counterexample, in words.</summary>
public static class MinimalityText
{
    /// <summary>For people.</summary>
    public static string Format(Counterexample found) => found.Minimality switch
    {
        Minimality.Proven => $"proven, no shorter trace in this scope ({Counts.Of(found.ProofStates, "state")})",
        Minimality.ProvenOverOwnKinds => $"proven over its own operation kinds ({Counts.Of(found.ProofStates, "state")})",
        Minimality.NotProven => $"1- and 2-minimal, not proven: budget of {Counts.Of(found.ProofStates, "state")}",
        Minimality.OtherCause => "1-minimal; what is shorter has another cause",
        Minimality.CutOff => "no: the search for a shorter trace was cut off",
        _ => throw new InvalidOperationException($"unknown minimality {found.Minimality}"),
    };

    /// <summary>For machines.</summary>
    public static string Word(Minimality minimality) => minimality switch
    {
        Minimality.Proven => "proven",
        Minimality.ProvenOverOwnKinds => "proven over own kinds",
        Minimality.NotProven => "not proven",
        Minimality.OtherCause => "not proven",
        Minimality.CutOff => "cut off",
        _ => throw new InvalidOperationException($"unknown minimality {minimality}"),
    };
}
