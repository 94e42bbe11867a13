using ApSpec.RealDriver.Worker;
using ApSpec.Search.Review;

namespace ApSpec.RealDriver.Review;

/// <summary>A trace that was cut short, in the form that crosses a pipe.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Trace">The trace's text.</param>
/// <param name="IsBefore">On the driver before the change.</param>
/// <param name="IsAfter">On the one after it.</param>
public sealed record CutData(string Reason, string Trace, bool IsBefore, bool IsAfter)
{
    /// <summary>As data.</summary>
    public static CutData From(CutTrace cut) => new(cut.Reason, cut.Trace.ToString(), cut.IsBefore, cut.IsAfter);

    /// <summary>From data.</summary>
    public CutTrace Read() => new(Reason, FindingTexts.TraceOf(Trace), IsBefore, IsAfter);
}
