using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class DiagramSvgTests
{
    private const double Air = 3; // pixels between a label and anything else
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);
    private readonly DiagramDrawing drawing = new(SvgDiagram.Draw(Table));

    [Fact]
    public void Every_state_and_every_pair_of_states_is_drawn_once()
    {
        Assert.Equal(Enum.GetNames<LifecycleState>(), drawing.Boxes.Select(b => b.State));
        Assert.Equal(
            Table.Edges.Select(e => $"{e.From} {e.To}").Distinct().Order(),
            drawing.Arrows.Select(a => a.Name).Where(n => n.Contains(' ', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Everything_is_on_the_page()
    {
        Assert.All(drawing.Texts, t => Assert.True(drawing.Page.Grown(-2).Contains(t.Area), t.Text));
        Assert.All(drawing.Boxes, b => Assert.True(drawing.Page.Contains(b.Area), b.State));
    }

    [Fact]
    public void No_label_overlaps_another_label() => Assert.All(
        drawing.Texts,
        t => Assert.DoesNotContain(drawing.Texts, other => other != t && other.Area.Overlaps(t.Area.Grown(-1))));

    [Fact]
    public void No_label_touches_an_arrow()
    {
        foreach (var text in drawing.Texts)
        {
            foreach (var arrow in drawing.Arrows)
                Assert.False(arrow.Points.Any(text.Area.Grown(Air).Contains), $"{text.Text} on {arrow.Name}");
        }
    }

    [Fact]
    public void A_label_stands_in_its_own_box_or_in_none()
    {
        foreach (var text in drawing.Texts)
        {
            foreach (var box in drawing.Boxes)
            {
                if (box.State == text.State)
                    Assert.True(box.Area.Contains(text.Area), $"{text.Text} leaves {box.State}");
                else
                    Assert.False(box.Area.Overlaps(text.Area.Grown(Air)), $"{text.Text} on {box.State}");
            }
        }
    }

    [Fact]
    public void An_arrow_begins_and_ends_at_the_edges_of_its_boxes_and_enters_no_box()
    {
        var boxes = drawing.Boxes.ToDictionary(b => b.State, b => b.Area);
        foreach (var arrow in drawing.Arrows)
        {
            Assert.False(arrow.Points.Any(p => boxes.Values.Any(b => b.Grown(-1).Contains(p))), arrow.Name);
            if (arrow.Name.Split(' ') is not [var from, var to])
                continue;
            Assert.True(boxes[from].Grown(1).Contains(arrow.Points[0]), $"{arrow.Name} begins elsewhere");
            Assert.True(boxes[to].Grown(1).Contains(arrow.Points[^1]), $"{arrow.Name} ends elsewhere");
        }
    }

    [Fact]
    public void No_arrow_comes_near_another()
    {
        foreach (var arrow in drawing.Arrows)
        {
            foreach (var other in drawing.Arrows.Where(o => o.Name != arrow.Name))
            {
                var nearest = arrow.Points.Min(p => other.Points.Min(q => Distance(p, q)));
                Assert.True(nearest > 8, $"{arrow.Name} and {other.Name}: {nearest}");
            }
        }
    }

    [Fact]
    public void The_two_detach_arrows_are_thick_and_attached_is_highlighted()
    {
        var lines = SvgDiagram.Draw(Table).Split('\n');

        Assert.Equal(
            ["Attached Offered", "Attached Opened"],
            Names(lines, "path class=\"detach\"").Where(name => name != "legend").Order());
        Assert.Equal(["Attached"], Names(lines, "rect class=\"entitled\""));
    }

    [Fact]
    public void An_arrow_without_a_place_is_named_with_the_remedy()
    {
        var edge = new LifecycleEdge(LifecycleState.Attached, LifecycleTrigger.Remove, LifecycleState.Absent, true);
        var table = new TransitionTable([.. Table.Edges, edge]);

        var error = Assert.Throws<InvalidOperationException>(() => SvgDiagram.Draw(table));

        Assert.Contains("Attached to Absent: add it to SvgLayout.Routes", error.Message, StringComparison.Ordinal);
    }

    private static double Distance((double X, double Y) p, (double X, double Y) q) =>
        Math.Sqrt(Math.Pow(p.X - q.X, 2) + Math.Pow(p.Y - q.Y, 2));

    // A line of the picture is one group; its name is the first thing in quotes.
    private static IEnumerable<string> Names(string[] lines, string element) =>
        lines.Where(l => l.Contains($"<{element}", StringComparison.Ordinal)).Select(l => l.Split('"')[1]);
}
