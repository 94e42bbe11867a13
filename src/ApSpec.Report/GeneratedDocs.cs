using System.Text;
using ApSpec.Explore;
using ApSpec.Kernel;
using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>Every page that <c>./apspec docs</c> writes and <c>./apspec docs --check</c> compares.</summary>
public static class GeneratedDocs
{
    /// <summary>The pages.</summary>
    public static IEnumerable<GeneratedPage> All()
    {
        var table = LifecycleTable.For(Era.Notifier);
        var openDevice = LifecycleTable.For(Era.OpenDevice);
        yield return new GeneratedPage("docs/RULES.md", RulesPage.Markdown());
        yield return new GeneratedPage("docs/LIFECYCLE.md", LifecyclePage(table, openDevice));
        yield return new GeneratedPage("docs/diagrams/lifecycle-open-device.mmd", MermaidDiagram.Draw(openDevice, Era.OpenDevice));
        yield return new GeneratedPage("docs/diagrams/lifecycle-open-device.dot", DotDiagram.Draw(openDevice, Era.OpenDevice));
        yield return new GeneratedPage("docs/OPERATIONS.md", OperationsPage());
        yield return new GeneratedPage("docs/LAYOUT.md", LayoutPage());
        yield return new GeneratedPage("docs/diagrams/lifecycle.mmd", MermaidDiagram.Draw(table));
        yield return new GeneratedPage("docs/diagrams/lifecycle.dot", DotDiagram.Draw(table));
        yield return new GeneratedPage("docs/diagrams/vfio_ap_mdev.dot", RvDotDiagram.Draw(table));
        yield return new GeneratedPage("docs/diagrams/lifecycle.svg", SvgDiagram.Draw(table));
    }

    private static string LifecyclePage(TransitionTable table, TransitionTable openDevice)
    {
        var text = new StringBuilder("# The life of an mdev\n\nWritten by `./apspec docs` from the Stateless machine; do not edit.\n\n");
        text.Append("![state diagram](diagrams/lifecycle.svg)\n\n| state | entitled to |\n|---|---|\n");
        foreach (var state in Enum.GetValues<LifecycleState>())
            text.Append($"| {state} | {StateEntitlement.Of(state)} |\n");
        text.Append("\n## The notifier era\n");
        AppendEra(text, Era.Notifier, table);
        text.Append("\n## The open_device era\n\n```mermaid\n").Append(MermaidDiagram.Draw(openDevice, Era.OpenDevice)).Append("```\n");
        AppendEra(text, Era.OpenDevice, openDevice);
        text.Append("\nThat each concrete step is one this machine permits is rule MDEV-02; that each transition here is taken by a\n"
                    + "concrete step is printed by `./apspec explore`.\n");
        return text.ToString();
    }

    private static void AppendEra(StringBuilder text, Era era, TransitionTable table)
    {
        text.Append("\n| from | trigger | to | what happens |\n|---|---|---|---|\n");
        foreach (var (edge, sentence) in LifecycleMachine.For(era).Sentences())
            text.Append($"| {edge.From} | {edge.Trigger} | {edge.To}{(edge.IsDetach ? " (detach)" : "")} | {sentence} |\n");
        text.Append("\nProven of this graph:\n");
        foreach (var proof in new ReachabilityModel(table).Proofs())
            text.Append($"\n```\n{proof}\n```\n");
    }

    private static string OperationsPage()
    {
        var text = new StringBuilder("# Operations\n\nWritten by `./apspec docs` from `OperationSyntax`; do not edit.\n\n");
        text.Append("| line of a trace | scope needs | profile |\n|---|---|---|\n");
        foreach (var form in OperationSyntax.Forms)
        {
            text.Append($"| `{OperationSyntax.Usage(form).Replace("|", "\\|", StringComparison.Ordinal)}` "
                        + $"| {ScopeText.Print(form.Needs)} | {(form.IsHostile ? "hostile" : "any")} |\n");
        }

        text.Append("\n## The scope line\n\n| key | allowed |\n|---|---|\n");
        foreach (var (key, allowed) in ScopeText.Keys)
            text.Append($"| `{key}` | {allowed} |\n");
        return text.ToString();
    }

    private static string LayoutPage()
    {
        var scope = new Scope { Features = Features.All };
        var layout = new WorldLayout(scope);
        var text = new StringBuilder("# State vector\n\nWritten by `./apspec docs` from `WorldLayout`; do not edit.\n\n");
        text.Append($"Scope: `{scope}`: {layout.Words} words, the first {layout.Observation.Words} of them observable.\n\n");
        text.Append("| owner | field | kind | word | bits | seen by rules | meaning |\n|---|---|---|---|---|---|---|\n");
        foreach (var field in layout.Fields.Where(field => field.Width > 0))
        {
            text.Append($"| {field.Owner} | `{field.Name}` | {field.Kind} | {field.Word} | {field.Shift}..{field.Shift + field.Width - 1} "
                        + $"| {(field.IsObservable ? "yes" : "no")} | {field.Meaning} |\n");
        }

        return text.ToString();
    }
}
