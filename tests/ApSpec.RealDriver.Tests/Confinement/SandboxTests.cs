using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Tests.Confinement;

/// <summary>What a program sees of the machine, with a shell in its place.</summary>
public sealed class SandboxTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TestFolder folder = new();
    private readonly TestFolder hidden = new();

    public void Dispose()
    {
        folder.Dispose();
        hidden.Dispose();
    }

    [SandboxFact]
    public async Task Nothing_is_there_but_the_system_and_what_is_named()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        hidden.Write("secret", "mine");

        Assert.Equal("", (await Run($"ls -A {home} {hidden.Path} /etc/passwd /var /dev/zero /dev/shm 2>/dev/null")).Out);
        var net = await ToolRun.Run(Sandbox.Here, Shell(ProgramKind.Program, "while read name rest; do echo $name; done < /proc/net/dev"), Limit);
        Assert.Equal(["lo:"], net.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2));
        Assert.Equal("", (await Run("env | cut -d= -f1 | grep -vx -e LC_ALL -e CCACHE_DISABLE -e PATH -e PWD -e OLDPWD -e _ -e SHLVL")).Out);
    }

    [SandboxFact]
    public async Task One_folder_is_written_and_no_other()
    {
        await Run($"echo there > {folder.At("file")}; echo no > {hidden.At("file")}; echo no > /usr/apspec; echo no > /apspec");

        Assert.Equal("there\n", File.ReadAllText(folder.At("file")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(hidden.Path));
        Assert.False(File.Exists("/usr/apspec") || File.Exists("/apspec"));
    }

    [SandboxFact]
    public async Task A_read_only_folder_is_not_written()
    {
        await ToolRun.Run(Sandbox.Here, Shell(ProgramKind.Compiler, $"echo no > {folder.At("file")}") with { Readable = [folder.Path], Writable = [] }, Limit);

        Assert.False(File.Exists(folder.At("file")));
    }

    [SandboxTheory]
    [InlineData("Compiler", "2\n")]
    [InlineData("Program", "")]
    [InlineData("Sanitized", "")]
    public async Task A_compiler_starts_programs_and_a_driver_does_not(string kind, string printed)
    {
        var output = await ToolRun.Run(Sandbox.Here, Shell(Enum.Parse<ProgramKind>(kind), "echo 1 2 | cut -d' ' -f2"), Limit);

        Assert.Equal(printed, output.Out);
    }

    [SandboxFact]
    public async Task A_file_that_grows_without_end_is_cut_off()
    {
        var output = await Run($"head -c 600M < /dev/urandom > /tmp/file || echo stopped");

        Assert.Equal("stopped\n", output.Out);
    }

    // bubblewrap ends with the thread that started it, which here is gone at once.
    [SandboxFact]
    public void A_sandbox_outlives_the_thread_that_asked_for_it()
    {
        System.Diagnostics.Process? process = null;
        var thread = new Thread(() => process = Sandbox.Here.Start(Shell(ProgramKind.Program, "read line; echo $line")));
        thread.Start();
        thread.Join();

        process!.StandardInput.WriteLine("still here");
        Assert.Equal("still here", process.StandardOutput.ReadLine());
        process.Dispose();
    }

    [Fact]
    public void A_missing_sandbox_is_told_with_what_to_install() =>
        Assert.Contains("apt install bubblewrap", SandboxProbe.WhyNot("no-such-bwrap"), StringComparison.Ordinal);

    [Fact]
    public void A_sandbox_that_does_not_start_is_told_with_what_it_said() => Assert.Equal(
        "bubblewrap cannot set one up here: bwrap: No permissions to create new namespace",
        SandboxProbe.WhyNot(folder.WriteProgram("bwrap", "echo 'bwrap: No permissions to create new namespace' >&2; exit 1")));

    private Task<ToolOutput> Run(string script) => ToolRun.Run(Sandbox.Here, Shell(ProgramKind.Compiler, script), Limit);

    private ConfinedProgram Shell(ProgramKind kind, string script) => new(kind, "/bin/sh", ["-c", script]) { Folder = "/", Writable = [folder.Path] };
}
