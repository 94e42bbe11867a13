using System.CommandLine;
using System.Diagnostics;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.Report;

namespace ApSpec.Cli.Commands;

/// <summary><c>driver</c>: the kernel's own driver, compiled from a user's tree.</summary>
internal static class DriverCommand
{
    public static Command Create() => new("driver", "Compile the vfio_ap driver of a kernel source tree.")
    {
        CreateBuild(),
        CrossCheckCommand.Create(),
        CreateSelfTest(),
    };

    private static Command CreateBuild()
    {
        var tree = new Option<string>("--kernel-tree")
        {
            Description = "directory of a kernel source tree, or TREE@REV; it is only read",
            Required = true,
        };
        var rev = Options.Rev();
        var flavour = new Option<string>("--flavour")
        {
            Description = "what the library is for: fast (campaigns), lines (the lines that are run), race (interleavings) or asan (replays)",
            DefaultValueFactory = _ => "fast",
        };
        flavour.AcceptOnlyFromAmong([.. Enum.GetNames<Flavour>().Select(name => name.ToLowerInvariant())]);
        var cc = new Option<string>("--cc") { Description = "the gcc to use", DefaultValueFactory = _ => "gcc" };
        var force = new Option<bool>("--force") { Description = "build although the same library was built before" };
        var isUnsafe = Options.Unsafe();
        var command = new Command("build", "Compile the driver, try the library, and say what was compiled and what the driver has.")
        {
            tree, rev, flavour, cc, force, isUnsafe,
        };
        command.SetAction(parse =>
        {
            var clock = Stopwatch.StartNew();
            var options = new BuildOptions(Tool(Sandboxes.Create(parse.GetValue(isUnsafe))))
            {
                Flavour = Enum.Parse<Flavour>(parse.GetValue(flavour)!, ignoreCase: true),
                Cc = parse.GetValue(cc)!,
                IsForced = parse.GetValue(force),
            };
            var build = RealDrivers.Library(Options.TreesOf([parse.GetValue(tree)!], parse.GetValue(rev))[0], options);
            Console.Write(DriverBuildText.Format(build, clock.Elapsed));
            return build.Manifest.SelfTest.All(check => check.Failure is null) ? ExitCode.Ok : ExitCode.Violated;
        });
        return command;
    }

    private static Command CreateSelfTest()
    {
        var library = new Option<string>("--library") { Description = "a built library", Required = true };
        var command = new Command("selftest", "Try a built library in this process.") { library };
        command.Hidden = true;
        command.SetAction(parse => SelfTestProcess.Serve(parse.GetValue(library)!)
            ? ExitCode.Ok
            : ExitCode.BadInput);
        return command;
    }

    /// <summary>The apspec command itself, to start it for work in separate processes.</summary>
    public static ToolCommand Tool(Sandbox sandbox)
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no program");
        return Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? new ToolCommand(host, [Path.Combine(AppContext.BaseDirectory, "apspec.dll")]) { Sandbox = sandbox }
            : new ToolCommand(host, []) { Sandbox = sandbox };
    }
}
