using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class DiagramTextTests
{
    private const int EdgesMax = 500; // what Mermaid's renderers draw
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);

    [Fact]
    public void Mermaid_draws_one_arrow_for_each_pair_of_states()
    {
        var arrows = With(MermaidDiagram.Draw(Table), " --> ").ToArray();

        Assert.Equal(
            Table.Edges.Select(e => $"{e.From} --> {e.To}").Distinct().Append("[*] --> Absent").Order(),
            arrows.Select(l => l.Split(" : ")[0].Trim()).Order());
        Assert.True(arrows.Length < EdgesMax);
    }

    [Fact]
    public void Mermaid_labels_hold_nothing_that_must_be_escaped() => Assert.All(
        With(MermaidDiagram.Draw(Table), " : ").Select(l => l.Split(" : ")[1]),
        label => Assert.Matches("^[a-z_ ]+(<br/>[a-z_ ]+)*$", label));

    [Fact]
    public void Mermaid_names_the_detach_arrows_and_the_entitlement()
    {
        var text = MermaidDiagram.Draw(Table);

        Assert.Contains("Attached --> Opened : detach by null notify", text, StringComparison.Ordinal);
        Assert.Contains("Attached --> Offered : detach by release last", text, StringComparison.Ordinal);
        Assert.Contains("entitled to one reference, the hook, masks = matrix", text, StringComparison.Ordinal);
        Assert.Equal(2, With(text, "detach").Count());
    }

    [Fact]
    public void Dot_draws_one_arrow_for_each_pair_of_states_and_bold_ones_for_a_detach()
    {
        var arrows = With(DotDiagram.Draw(Table), " -> ").ToArray();

        Assert.Equal(Table.Edges.Select(e => (e.From, e.To)).Distinct().Count() + 1, arrows.Length);
        Assert.Equal(
            [
                "\"Attached\" -> \"Offered\" [label=\"release last\", penwidth=3];",
                "\"Attached\" -> \"Opened\" [label=\"null notify\", penwidth=3];",
            ],
            arrows.Where(l => l.Contains("penwidth", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_table_changes_every_diagram()
    {
        var changed = new TransitionTable(Table.Edges.Where(e => e.Trigger != LifecycleTrigger.OpenRefused));

        Assert.NotEqual(MermaidDiagram.Draw(Table), MermaidDiagram.Draw(changed));
        Assert.NotEqual(DotDiagram.Draw(Table), DotDiagram.Draw(changed));
        Assert.NotEqual(RvDotDiagram.Draw(Table), RvDotDiagram.Draw(changed));
        Assert.NotEqual(SvgDiagram.Draw(Table), SvgDiagram.Draw(changed));
    }

    private static IEnumerable<string> With(string text, string part) =>
        text.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal)).Select(line => line.Trim());
}
