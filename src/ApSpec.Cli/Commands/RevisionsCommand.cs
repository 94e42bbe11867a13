using System.CommandLine;
using ApSpec.Drivers;
using ApSpec.Report;

namespace ApSpec.Cli.Commands;

/// <summary><c>revisions</c>: the catalog.</summary>
internal static class RevisionsCommand
{
    public static Command Create()
    {
        var command = new Command("revisions", "List the driver revisions, where each was read, what of it is derived, and what real code it was compared with.");
        command.SetAction(_ =>
        {
            var indent = new string(' ', Catalog.All.Max(revision => revision.Name.Length) + 1);
            foreach (var revision in Catalog.All)
            {
                Console.WriteLine(revision.Name.PadRight(indent.Length) + revision.Title);
                Console.WriteLine(MailText.Wrap(revision.Source, $"{indent}source: ", $"{indent}  "));
                if (revision.Derived is { } derived)
                    Console.WriteLine(MailText.Wrap(derived, $"{indent}derived: ", $"{indent}  "));
                Console.WriteLine($"{indent}{revision.Grounds}");
                Console.WriteLine($"{indent}file: src/ApSpec.Drivers/Revisions/{revision.File}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
