using System.CommandLine;
using ApSpec.Drivers;
using ApSpec.Report;

namespace ApSpec.Cli.Commands;

/// <summary><c>revisions</c>: the catalog.</summary>
internal static class RevisionsCommand
{
    public static Command Create()
    {
        var command = new Command("revisions", "List the driver revisions, where each was read, and what of it is derived.");
        command.SetAction(_ =>
        {
            foreach (var revision in Catalog.All)
            {
                Console.WriteLine($"{revision.Name,-10}{revision.Title}");
                Console.WriteLine(MailText.Wrap(revision.Source, "          source: ", "            "));
                if (revision.Derived is { } derived)
                    Console.WriteLine(MailText.Wrap(derived, "          derived: ", "            "));
                Console.WriteLine($"          file: src/ApSpec.Drivers/Revisions/{revision.File}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
