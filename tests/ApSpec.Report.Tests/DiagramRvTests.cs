using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class DiagramRvTests
{
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);

    [Fact]
    public void The_automaton_reads_back_as_the_table()
    {
        var read = new DiagramRvReader(RvDotDiagram.Draw(Table));

        Assert.Equal("absent", read.Initial);
        Assert.Equal(["absent"], read.Final);
        Assert.Equal(["absent", "attached", "created", "offered", "opened", "refused"], read.States);
        Assert.Equal(Table.Edges.Length, read.Function.Count);
        Assert.All(
            Table.Edges,
            e => Assert.Equal(Lower(e.To), read.Function[(Lower(e.From), Lower(e.Trigger))]));
    }

    [Fact]
    public void There_is_no_blank_line_among_the_lines_that_are_read() =>
        Assert.DoesNotContain("", RvDotDiagram.Draw(Table).TrimEnd('\n').Split('\n').Select(line => line.Trim()));

    [Fact]
    public void The_monitor_name_fits_the_kernel() => Assert.Matches("^[a-z][a-z0-9_]{0,22}$", RvDotDiagram.Model);

    [Theory]
    [InlineData("SetKvm")]
    [InlineData("set kvm")]
    [InlineData("set-kvm")]
    [InlineData("a,b")]
    [InlineData("__init_a")]
    [InlineData("1st")]
    [InlineData("open\n")]
    [InlineData("")]
    public void A_name_that_the_tools_would_cut_is_refused(string name)
    {
        Assert.Contains($"'{name}'", Refusal(new RvTransition(name, "open", "closed")), StringComparison.Ordinal);
        Assert.Contains($"'{name}'", Refusal(new RvTransition("closed", name, "closed")), StringComparison.Ordinal);
        Assert.Contains($"'{name}'", Refusal(new RvTransition("closed", "open", name)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_transitions_for_one_event_are_refused() => Assert.Contains(
        "closed has 2 transitions for open",
        Refusal(new RvTransition("closed", "open", "opened"), new RvTransition("closed", "open", "closed")),
        StringComparison.Ordinal);

    [Fact]
    public void Several_events_between_two_states_share_a_line()
    {
        RvTransition[] transitions = [new("a", "z", "b"), new("a", "y", "b"), new("b", "y", "a")];

        var text = RvDotDiagram.Draw("a", transitions);

        Assert.Contains("\t\"a\" -> \"b\" [ label = \"y\\nz\" ];\n", text, StringComparison.Ordinal);
        Assert.Equal("b", new DiagramRvReader(text).Function[("a", "z")]);
    }

    private static string Refusal(params RvTransition[] transitions) =>
        Assert.Throws<ArgumentException>(() => RvDotDiagram.Draw("closed", transitions)).Message;

    // Independent of the exporter: a capital letter inside a name begins a new word.
    private static string Lower(Enum name) =>
        System.Text.RegularExpressions.Regex.Replace(name.ToString(), "(?<=.)([A-Z])", "_$1").ToLowerInvariant();
}
