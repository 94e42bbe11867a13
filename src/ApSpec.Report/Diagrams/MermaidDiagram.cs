using System.Text;
using ApSpec.Lifecycle;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Diagrams;

/// <summary>A lifecycle as a Mermaid <c>stateDiagram-v2</c>, which code forges draw in Markdown.</summary>
public static class MermaidDiagram
{
    /// <summary>The diagram of <paramref name="table"/>; detach labels begin with <c>detach</c>.</summary>
    public static string Draw(TransitionTable table, Era era = Era.Notifier)
    {
        var text = new StringBuilder("stateDiagram-v2\n    direction LR\n");
        var states = Arrow.States(table).ToArray();
        foreach (var state in states)
            text.Append($"    {state}\n");
        text.Append($"    [*] --> {LifecycleState.Absent}\n");
        foreach (var arrow in Arrow.Collect(table))
        {
            var lines = arrow.IsDetach ? arrow.Label.Select(line => $"detach by {line}") : arrow.Label;
            text.Append($"    {arrow.From} --> {arrow.To} : {string.Join("<br/>", lines)}\n");
        }

        foreach (var state in states.Where(s => !StateEntitlement.Of(s).IsNothing))
        {
            text.Append($"    note right of {state}\n        entitled to {StateEntitlement.Of(state).ToText(era)}\n    end note\n");
            text.Append($"    class {state} entitled\n");
        }

        text.Append("    classDef entitled fill:#ffe08a,stroke:#000,stroke-width:3px,color:#000\n");
        return text.ToString();
    }
}
