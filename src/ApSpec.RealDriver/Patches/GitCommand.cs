using System.Collections.Immutable;
using System.Diagnostics;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Patches;

/// <summary>
/// git, in the sandbox. The repository is untrusted: programs that its configuration names are off, nothing is fetched, only the named files
/// are written, and the system-call filter lets no program start.
/// </summary>
internal static class GitCommand
{
    private const string Program = "git";
    private const long BytesMax = TreeCopy.BytesMax;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly ImmutableArray<string> Guards =
    [
        "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null",
        "-c", "protocol.allow=never", "-c", "i18n.logOutputEncoding=UTF-8",
    ];

    /// <summary>Why git cannot be used; null when it can.</summary>
    public static string? WhyNot => SystemFolders.Found(Program) is null ? "git is not installed (Debian, Ubuntu: apt install git)" : null;

    /// <summary>Reads from a repository, with <paramref name="input"/> as standard input.</summary>
    public static GitOutput Ask(GitFolder repository, IEnumerable<string> arguments, Sandbox sandbox, byte[]? input = null) => Run(
        new ConfinedProgram(ProgramKind.Git, Program, [.. Guards, $"--git-dir={repository.Path}", "--work-tree=/", .. arguments])
        {
            Readable = [.. repository.Reads, .. SystemFolders.FoldersOf(Program)],
        }, sandbox, input ?? []).GetAwaiter().GetResult();

    /// <summary>Works on files outside of every repository, in a directory that it may write to.</summary>
    public static GitOutput Work(string folder, IEnumerable<string> arguments, Sandbox sandbox, params ImmutableArray<string> reads) => Run(
        new ConfinedProgram(ProgramKind.Git, Program, [.. Guards, "--git-dir=/dev/null", .. arguments])
        {
            Folder = folder,
            Readable = [.. reads, .. SystemFolders.FoldersOf(Program)],
            Writable = [folder],
        }, sandbox, []).GetAwaiter().GetResult();

    private static async Task<GitOutput> Run(ConfinedProgram program, Sandbox sandbox, byte[] input)
    {
        using var process = sandbox.Start(program);
        using var timer = new CancellationTokenSource(Limit);
        try
        {
            var output = Read(process.StandardOutput.BaseStream, timer.Token);
            var error = Read(process.StandardError.BaseStream, timer.Token);
            await Write(process, input, timer.Token);
            var (bytes, complaint) = (await output, await error);
            await process.WaitForExitAsync(timer.Token);
            return new GitOutput(process.ExitCode, bytes, PlainText.Clean(System.Text.Encoding.UTF8.GetString(complaint)));
        }
        catch (OperationCanceledException)
        {
            return await End(process, $"git did not end within {Limit.TotalSeconds:N0} s");
        }
        catch (InvalidDataException)
        {
            return await End(process, $"git printed more than {BytesMax:N0} bytes");
        }
    }

    private static async Task<GitOutput> End(Process process, string reason)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return new GitOutput(null, [], reason);
    }

    private static async Task<byte[]> Read(Stream stream, CancellationToken token)
    {
        using var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        while (await stream.ReadAsync(part, token) is var count and > 0)
        {
            if (bytes.Length + count > BytesMax)
                throw new InvalidDataException();
            bytes.Write(part, 0, count);
        }

        return bytes.ToArray();
    }

    // A git that ends before it has read all of its input says why on standard error.
    private static async Task Write(Process process, byte[] input, CancellationToken token)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }
}
