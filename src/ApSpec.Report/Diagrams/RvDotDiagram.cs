using System.Text;
using System.Text.RegularExpressions;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>
/// An automaton in exactly the lines that dot2c, dot2k and rvgen (tools/verification/ of the kernel, 6.12) parse. They
/// read line by line, not as DOT, and silently drop lines that they do not understand. So names and determinism are
/// checked before a line is written.
/// </summary>
public static partial class RvDotDiagram
{
    /// <summary>
    /// The monitor's name: the base name of the file that the tools are given. Below MAX_DA_NAME_LEN (24).
    /// </summary>
    public const string Model = "vfio_ap_mdev";

    /// <summary>The lifecycle of one mdev; it begins, and may end, absent.</summary>
    public static string Draw(TransitionTable table)
    {
        var transitions = table.Edges.Select(e => new RvTransition(
            DiagramNames.Snake(e.From.ToString()),
            DiagramNames.Snake(e.Trigger.ToString()),
            DiagramNames.Snake(e.To.ToString())));
        return Draw(DiagramNames.Snake(nameof(LifecycleState.Absent)), transitions);
    }

    /// <summary>An automaton whose initial state is also its only final one.</summary>
    /// <exception cref="ArgumentException">A name is not a C name in lower case, or a state has two transitions for one
    /// event.</exception>
    public static string Draw(string initial, IEnumerable<RvTransition> transitions)
    {
        var edges = transitions.ToArray();
        var states = edges.SelectMany(e => new[] { e.State, e.Next }).Append(initial).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        Check(states, edges);

        var text = new StringBuilder("digraph state_automaton {\n");
        text.Append($"\t{{node [shape = plaintext, style=invis, label=\"\"] \"__init_{initial}\"}};\n");
        foreach (var state in states)
            text.Append($"\t{{node [shape = {(state == initial ? "doublecircle" : "circle")}] \"{state}\"}};\n");
        text.Append($"\t\"__init_{initial}\" -> \"{initial}\";\n"); // the tools skip this line unread
        foreach (var state in states)
        {
            text.Append($"\t\"{state}\" [label = \"{state}\"];\n");
            var arrows = edges.Where(e => e.State == state).GroupBy(e => e.Next)
                .OrderBy(g => g.Key, StringComparer.Ordinal);
            foreach (var arrow in arrows)
            {
                var events = string.Join("\\n", arrow.Select(e => e.Event).Order(StringComparer.Ordinal));
                text.Append($"\t\"{state}\" -> \"{arrow.Key}\" [ label = \"{events}\" ];\n");
            }
        }

        text.Append($"\t{{ rank = min ;\n\t\t\"__init_{initial}\";\n\t\t\"{initial}\";\n\t}}\n}}\n");
        return text.ToString();
    }

    private static void Check(string[] states, RvTransition[] edges)
    {
        foreach (var name in states.Concat(edges.Select(e => e.Event)))
        {
            if (!Name().IsMatch(name))
                throw new ArgumentException($"'{name}' is no name for the tools: write it as {Name()}", nameof(edges));
        }

        foreach (var same in edges.GroupBy(e => (e.State, e.Event)).Where(g => g.Count() > 1))
        {
            throw new ArgumentException(
                $"{same.Key.State} has {same.Count()} transitions for {same.Key.Event}: the tools would keep the last",
                nameof(edges));
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*\\z")]
    private static partial Regex Name();
}
