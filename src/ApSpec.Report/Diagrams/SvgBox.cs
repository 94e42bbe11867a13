using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>A state's box: its centre and its size in pixels.</summary>
internal sealed record SvgBox(LifecycleState State, SvgPoint Centre, int Width, int Height);
