using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>The way of one arrow and the place of its label.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="To">The state it enters.</param>
/// <param name="Points">Start and end; or, for a curve, start, two control points and end.</param>
/// <param name="Label">Where the label's block of lines is centred in height, and begins, ends or is centred in
/// width.</param>
/// <param name="Anchor">SVG's <c>text-anchor</c>: start, middle or end.</param>
internal sealed record SvgRoute(
    LifecycleState From, LifecycleState To, ImmutableArray<SvgPoint> Points, SvgPoint Label, string Anchor)
{
    /// <summary>The <c>d</c> of the path.</summary>
    public string Path => Points.Length == 2
        ? $"M {Points[0]} L {Points[1]}"
        : $"M {Points[0]} C {Points[1]}, {Points[2]}, {Points[3]}";
}
