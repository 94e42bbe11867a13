using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Vocabulary;

namespace ApSpec.Report.Tests;

public sealed class DiagramGoldenTests
{
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);

    [Fact]
    public void The_mermaid_diagram_is_the_golden_one() =>
        Golden.Check("diagrams/lifecycle.mmd", MermaidDiagram.Draw(Table));

    [Fact]
    public void The_dot_diagram_is_the_golden_one() => Golden.Check("diagrams/lifecycle.dot", DotDiagram.Draw(Table));

    [Fact]
    public void The_automaton_for_runtime_verification_is_the_golden_one() =>
        Golden.Check($"diagrams/{RvDotDiagram.Model}.dot", RvDotDiagram.Draw(Table));

    [Fact]
    public void The_svg_diagram_is_the_golden_one() => Golden.Check("diagrams/lifecycle.svg", SvgDiagram.Draw(Table));
}
