using System.Collections.Immutable;
using ApSpec.RealDriver.Worker;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Review;

/// <summary>A difference, in the form that crosses a pipe.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Parts">What differs after it.</param>
public sealed record DifferenceData(string Trace, ImmutableArray<DifferencePart> Parts)
{
    /// <summary>As data.</summary>
    public static DifferenceData From(Difference difference) => new(difference.Trace.ToString(), difference.Parts);

    /// <summary>From data.</summary>
    public Difference Read() => new(FindingTexts.TraceOf(Trace), Parts);
}
