using System.CommandLine;
using ApSpec.Lifecycle;
using ApSpec.Report.Diagrams;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>diagram</c>: the lifecycle as a picture.</summary>
internal static class DiagramCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format")
        {
            Description = "mermaid, dot, rv-dot (as the kernel's RV tools read it) or svg",
            DefaultValueFactory = _ => "mermaid",
        };
        format.AcceptOnlyFromAmong("mermaid", "dot", "rv-dot", "svg");
        var output = new Option<string?>("--output", "-o") { Description = "write to this file" };
        var force = new Option<bool>("--force") { Description = "overwrite the file" };
        var command = new Command("diagram", "Print the lifecycle of an mdev as a state diagram.") { format, output, force };
        command.SetAction(parse =>
        {
            var table = LifecycleTable.For(Era.Notifier);
            var text = parse.GetValue(format) switch
            {
                "mermaid" => MermaidDiagram.Of(table),
                "dot" => DotDiagram.Of(table),
                "rv-dot" => RvDotDiagram.Of(table),
                _ => SvgDiagram.Of(table),
            };
            Output.Write(parse.GetValue(output), parse.GetValue(force), text);
            return ExitCode.Ok;
        });
        return command;
    }
}
