using System.CommandLine;
using ApSpec.Report;

namespace ApSpec.Cli.Commands;

/// <summary><c>docs</c>: the generated pages.</summary>
internal static class DocsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "write nothing; exit 1 when a page is not what it should be" };
        var root = new Option<string>("--root") { Description = "the repository", DefaultValueFactory = _ => "." };
        var command = new Command("docs", "Write the generated pages and diagrams under docs/.") { check, root };
        command.SetAction(parse =>
        {
            var drifted = 0;
            foreach (var page in GeneratedDocs.All())
            {
                var path = Path.Combine(parse.GetValue(root)!, page.Path);
                var old = File.Exists(path) ? File.ReadAllText(path) : null;
                if (old == page.Text)
                    continue;
                drifted++;
                if (parse.GetValue(check))
                    Console.Error.WriteLine($"apspec: {page.Path} differs from what './apspec docs' writes");
                else
                    Write(path, page.Text);
            }

            Console.WriteLine(drifted == 0 ? "docs: nothing to change" : $"docs: {drifted} pages differ{(parse.GetValue(check) ? "" : ", written")}");
            return drifted > 0 && parse.GetValue(check) ? ExitCode.Violated : ExitCode.Ok;
        });
        return command;
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        Console.WriteLine($"wrote {path}");
    }
}
