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
        var era = new Option<string>("--era")
        {
            Description = "notifier (up to v5.18) or open_device (v6.0 and later; no svg)",
            DefaultValueFactory = _ => "notifier",
        };
        era.AcceptOnlyFromAmong("notifier", "open_device");
        var output = new Option<string?>("--output", "-o") { Description = "write to this file" };
        var force = new Option<bool>("--force") { Description = "overwrite the file" };
        var command = new Command("diagram", "Print the lifecycle of an mdev as a state diagram.") { format, era, output, force };
        command.SetAction(parse =>
        {
            var isNotifier = parse.GetValue(era) == "notifier";
            if (!isNotifier && parse.GetValue(format) == "svg")
                throw new InputException("--format svg: its boxes are laid out for the notifier era; allowed for open_device: mermaid, dot, rv-dot");
            var of = isNotifier ? Era.Notifier : Era.OpenDevice;
            var table = LifecycleTable.For(of);
            var text = parse.GetValue(format) switch
            {
                "mermaid" => MermaidDiagram.Draw(table, of),
                "dot" => DotDiagram.Draw(table, of),
                "rv-dot" => RvDotDiagram.Draw(table),
                _ => SvgDiagram.Draw(table),
            };
            Output.Write(parse.GetValue(output), parse.GetValue(force), text);
            return ExitCode.Ok;
        });
        return command;
    }
}
