using System.Text;
using ApSpec.Lifecycle;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>
/// A lifecycle as DOT for graphviz. For the kernel's tools see <see cref="RvDotDiagram"/>.
/// </summary>
public static class DotDiagram
{
    /// <summary>The diagram of <paramref name="table"/>; detach arrows are bold.</summary>
    public static string Draw(TransitionTable table, Era era = Era.Notifier)
    {
        var text = new StringBuilder("digraph lifecycle {\n    rankdir=LR;\n");
        text.Append("    node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        text.Append("    edge [fontname=\"sans-serif\", fontsize=11];\n");
        text.Append("    start [shape=point, width=0.15];\n");
        text.Append($"    start -> \"{LifecycleState.Absent}\";\n");
        foreach (var state in Arrow.States(table))
        {
            var entitlement = StateEntitlement.Of(state);
            text.Append(entitlement.IsNothing
                ? $"    \"{state}\";\n"
                : $"    \"{state}\" [label=\"{state}\\n{entitlement.ToText(era)}\", style=\"rounded,filled\", "
                  + "fillcolor=\"#ffe08a\", penwidth=3];\n");
        }

        foreach (var arrow in Arrow.Collect(table))
        {
            var bold = arrow.IsDetach ? ", penwidth=3" : "";
            var label = string.Join("\\n", arrow.Label);
            text.Append($"    \"{arrow.From}\" -> \"{arrow.To}\" [label=\"{label}\"{bold}];\n");
        }

        return text.Append("}\n").ToString();
    }
}
