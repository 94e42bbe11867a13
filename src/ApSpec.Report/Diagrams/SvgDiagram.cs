using System.Globalization;
using System.Text;
using ApSpec.Lifecycle;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>
/// A lifecycle as SVG, drawn without graphviz: black on white, for a page 900 pixels wide.
/// </summary>
public static class SvgDiagram
{
    private const int LineHeight = 19;
    private const int Padding = 5; // from the centre of a line of text to its baseline

    /// <summary>The picture of <paramref name="table"/>.</summary>
    /// <exception cref="InvalidOperationException">The layout has no place for a state or an arrow of the
    /// table.</exception>
    public static string Draw(TransitionTable table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $$"""
             <svg class="lifecycle" xmlns="http://www.w3.org/2000/svg" role="img"
                  viewBox="0 0 {{SvgLayout.Width}} {{SvgLayout.Height}}"
                  width="{{SvgLayout.Width}}" height="{{SvgLayout.Height}}">
             <title>Life of a vfio_ap mdev</title>
             <style>
             .lifecycle text { font-family: sans-serif; font-size: 16px; fill: #000 }
             .lifecycle text.state { font-size: 19px; font-weight: bold; text-anchor: middle }
             .lifecycle text.title { font-size: 18px; font-weight: bold }
             .lifecycle text.entitled { font-size: 15px; text-anchor: middle }
             .lifecycle path { fill: none; stroke: #000; stroke-width: 1.5; marker-end: url(#lifecycle-head) }
             .lifecycle path.detach { stroke-width: 4; marker-end: url(#lifecycle-detach) }
             .lifecycle rect { fill: #fff; stroke: #000; stroke-width: 1.5 }
             .lifecycle rect.entitled { fill: #ffe08a; stroke-width: 4 }
             .lifecycle marker path { fill: #000; stroke: none; marker-end: none }
             </style>
             <defs>
             <marker id="lifecycle-head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="11" markerHeight="11"
                     markerUnits="userSpaceOnUse" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z"/></marker>
             <marker id="lifecycle-detach" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="17" markerHeight="17"
                     markerUnits="userSpaceOnUse" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z"/></marker>
             </defs>
             <rect x="0" y="0" width="{{SvgLayout.Width}}" height="{{SvgLayout.Height}}" style="stroke: none"/>

             """);
        AppendStart(text);
        foreach (var arrow in Arrow.Collect(table))
            AppendArrow(text, arrow);
        foreach (var state in Arrow.States(table))
            AppendState(text, state);
        AppendCaption(text);
        return text.Append("</svg>\n").ToString();
    }

    private static void AppendStart(StringBuilder text)
    {
        var box = BoxOf(LifecycleState.Absent);
        var top = box.Centre.Y - (box.Height / 2);
        text.Append("<g data-arrow=\"start\">");
        text.Append($"<circle cx=\"36\" cy=\"{top - 50}\" r=\"7\"/>");
        text.Append($"<path d=\"M 36 {top - 50} L 36 {top}\"/></g>\n");
    }

    private static void AppendArrow(StringBuilder text, Arrow arrow)
    {
        var route = SvgLayout.Routes.SingleOrDefault(r => r.From == arrow.From && r.To == arrow.To)
            ?? throw new InvalidOperationException(
                $"no way is laid out for {arrow.From} to {arrow.To}: add it to SvgLayout.Routes");
        text.Append($"<g data-arrow=\"{arrow.From} {arrow.To}\">");
        text.Append(arrow.IsDetach ? $"<path class=\"detach\" d=\"{route.Path}\"/>" : $"<path d=\"{route.Path}\"/>");
        var lines = arrow.Label.ToArray();
        var y = route.Label.Y + Padding - ((lines.Length - 1) * LineHeight / 2);
        foreach (var line in lines)
        {
            text.Append($"<text x=\"{route.Label.X}\" y=\"{y}\" text-anchor=\"{route.Anchor}\">{line}</text>");
            y += LineHeight;
        }

        text.Append("</g>\n");
    }

    private static void AppendState(StringBuilder text, LifecycleState state)
    {
        var box = BoxOf(state);
        var entitlement = StateEntitlement.Of(state);
        var x = box.Centre.X - (box.Width / 2);
        var top = box.Centre.Y - (box.Height / 2);
        var kind = entitlement.IsNothing ? "" : " class=\"entitled\"";
        text.Append($"<g data-state=\"{state}\">");
        text.Append($"<rect{kind} x=\"{x}\" y=\"{top}\" width=\"{box.Width}\" height=\"{box.Height}\" rx=\"10\"/>");
        var lines = entitlement.IsNothing ? [] : entitlement.ToString().Split(", ");
        var y = box.Centre.Y + 6 - (lines.Length * LineHeight / 2);
        text.Append($"<text class=\"state\" x=\"{box.Centre.X}\" y=\"{y}\">{state}</text>");
        foreach (var line in lines)
            text.Append($"<text class=\"entitled\" x=\"{box.Centre.X}\" y=\"{y += LineHeight}\">{line}</text>");
        text.Append("</g>\n");
    }

    private static void AppendCaption(StringBuilder text)
    {
        text.Append("<text class=\"title\" x=\"24\" y=\"38\">Life of a vfio_ap mdev</text>\n");
        text.Append("<g data-arrow=\"legend\"><path class=\"detach\" d=\"M 24 636 L 78 636\"/>");
        text.Append("<text x=\"90\" y=\"641\">detach: what Attached holds is given back</text></g>\n");
    }

    private static SvgBox BoxOf(LifecycleState state) => SvgLayout.Boxes.SingleOrDefault(b => b.State == state)
        ?? throw new InvalidOperationException($"no place is laid out for {state}: add it to SvgLayout.Boxes");
}
