namespace ApSpec.Report.Diagrams;

/// <summary>A place on the page in pixels, from the upper left.</summary>
internal readonly record struct SvgPoint(int X, int Y)
{
    public override string ToString() => $"{X} {Y}";
}
