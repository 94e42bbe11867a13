using System.Text;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Build;

/// <summary>The symbols and the line table of a library as binutils' objdump prints them, kept beside the library.</summary>
internal static class LineListing
{
    /// <summary>The file's name.</summary>
    public const string Name = "lines.txt";

    private const string Program = "objdump";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the file in a build's directory; an error text when it cannot be made.</summary>
    public static async Task<string?> Write(WorkFolder folder, string library, Sandbox sandbox)
    {
        var program = new ConfinedProgram(ProgramKind.Compiler, Program, ["--syms", "--dwarf=decodedline", "--wide", library])
        {
            Folder = folder.Path,
            Readable = [.. SystemFolders.FoldersOf(Program), folder.Path],
        };
        var listing = await ToolRun.Run(sandbox, program, Limit);
        if (!listing.IsOk)
            return $"{Program}: {listing.Error.Split('\n')[0]}";
        folder.Write(Name, Encoding.UTF8.GetBytes(listing.Out));
        return null;
    }
}
