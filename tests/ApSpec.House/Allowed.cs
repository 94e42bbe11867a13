namespace ApSpec.House;

/// <summary>What the house allows, as data. Each exception carries its reason; a change here is a change of the design.</summary>
internal static class Allowed
{
    /// <summary>Project -> the projects it may use, and with them all that those may use (design section 3).</summary>
    public static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["ApSpec.Architecture"] = [],
        ["ApSpec.Vocabulary"] = ["ApSpec.Architecture"],
        ["ApSpec.Lifecycle"] = ["ApSpec.Vocabulary"],
        ["ApSpec.Rules"] = ["ApSpec.Vocabulary"],
        ["ApSpec.Decoder"] = ["ApSpec.Vocabulary"],
        ["ApSpec.Kernel"] = ["ApSpec.Vocabulary"],
        ["ApSpec.Drivers"] = ["ApSpec.Kernel"],
        ["ApSpec.Check"] = ["ApSpec.Rules", "ApSpec.Lifecycle", "ApSpec.Drivers"],
        ["ApSpec.Explore"] = ["ApSpec.Check"],
        ["ApSpec.Search"] = ["ApSpec.Check", "ApSpec.Decoder", "ApSpec.Explore"],
        ["ApSpec.RealDriver"] = ["ApSpec.Search"],
        ["ApSpec.Report"] = ["ApSpec.RealDriver", "ApSpec.Search"],
        ["ApSpec.Cli"] = ["ApSpec.Report"],
        ["ApSpec.Generators"] = ["ApSpec.Decoder", "ApSpec.Check"],
    };

    /// <summary>Arrows that must not come about whatever the table above says: (user, used, why).</summary>
    public static readonly (string User, string Used, string Why)[] NeverReaches =
    [
        ("ApSpec.Drivers", "ApSpec.Rules", "code under test cannot ask what is expected"),
        ("ApSpec.Drivers", "ApSpec.Lifecycle", "code under test cannot ask what is expected"),
        ("ApSpec.Kernel", "ApSpec.Rules", "the modelled world does not judge"),
        ("ApSpec.Lifecycle", "ApSpec.Kernel", "the spec does not see the code"),
        ("ApSpec.Lifecycle", "ApSpec.Drivers", "the spec does not see the code"),
        ("ApSpec.Rules", "ApSpec.Kernel", "the spec does not see the code"),
        ("ApSpec.Rules", "ApSpec.Drivers", "the spec does not see the code"),
        ("ApSpec.Cli", "ApSpec.Generators", "the shipped command has no FsCheck"),
    ];

    /// <summary>Package -> the projects that may name it; <c>tests</c> and <c>bench</c> stand for all projects there.</summary>
    public static readonly Dictionary<string, string[]> PackageUsers = new(StringComparer.Ordinal)
    {
        ["Stateless"] = ["ApSpec.Lifecycle"],
        ["QuikGraph"] = ["ApSpec.Explore"],
        ["FsCheck"] = ["ApSpec.Generators", "tests", "bench"],
        ["CsCheck"] = ["bench"],
        ["FsCheck.Xunit"] = ["tests"],
        ["DiffPlex"] = ["ApSpec.Report"],
        ["MimeKit"] = ["ApSpec.RealDriver"],
        ["System.CommandLine"] = ["ApSpec.Cli"],
        ["Spectre.Console"] = ["ApSpec.Cli"],
        ["Microsoft.NET.Test.Sdk"] = ["tests"],
        ["xunit"] = ["tests"],
        ["xunit.runner.visualstudio"] = ["tests"],
        ["BenchmarkDotNet"] = ["bench"],
    };

    /// <summary>Projects without any package, whatever the table above says.</summary>
    public static readonly string[] WithoutPackages =
    [
        "ApSpec.Architecture", "ApSpec.Vocabulary", "ApSpec.Rules", "ApSpec.Decoder",
        "ApSpec.Kernel", "ApSpec.Drivers", "ApSpec.Check",
    ];

    /// <summary>Assembly of a package -> the ApSpec assemblies that may be compiled against it.</summary>
    public static readonly Dictionary<string, string[]> CompiledAgainst = new(StringComparer.Ordinal)
    {
        ["MimeKit"] = ["ApSpec.RealDriver"],
        ["Stateless"] = ["ApSpec.Lifecycle"],
        ["QuikGraph"] = ["ApSpec.Explore"],
        ["FsCheck"] = ["ApSpec.Generators"],
        ["FSharp.Core"] = ["ApSpec.Generators"],
    };

    /// <summary>Assembly of a package -> the ApSpec assemblies whose public API may show its types.</summary>
    public static readonly Dictionary<string, string[]> ShownBy = new(StringComparer.Ordinal)
    {
        ["MimeKit"] = [],
        ["Stateless"] = [],
        ["QuikGraph"] = [],
        ["FsCheck"] = ["ApSpec.Generators"],
        ["FSharp.Core"] = ["ApSpec.Generators"],
    };

    /// <summary>Names at the top of the tree.</summary>
    public static readonly string[] TopLevel =
    [
        "ApSpec.sln", "spec", "src", "tests", "generators", "docs", "bench", "native",
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "apspec", "CHANGELOG.md", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "global.json", "LICENSE", "NOTICE", "README.md",
    ];

    /// <summary>Longest C# file, in lines.</summary>
    public const int FileLinesMax = 300;

    /// <summary>C# files that may be longer -> why they are not split.</summary>
    public static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["src/ApSpec.Drivers/Revisions/V4_20.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_3.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_10.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/PatchV1.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_12.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/HookRwsem.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_15.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_19.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/PatchV3.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V5_11.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_0.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_5.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_12.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_16.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V7_2.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_1_192.cs"] = Revision,
        ["src/ApSpec.Drivers/Revisions/V6_12_117.cs"] = Revision,
    };

    private const string Revision = "a revision is one complete file, in the order of the C file, so that a diff of two is the patch";

    /// <summary>Words and paths that no file of the repository holds: (name for the message, pattern).</summary>
    public static readonly (string Name, string Pattern)[] ForbiddenWords =
    [
        ("a path of somebody's machine", @"(?<![\w.~/$}*-])/(home|root|work)/"),
        ("a path of somebody's machine", @"\b[a-z]:\\Users\\"),
        ("a note to do something later (write it in docs/gaps.md)", @"\bTODO\b"),
        ("a region", @"#region\b"),
    ];

    /// <summary>Files that may hold a forbidden word -> why.</summary>
    public static readonly Dictionary<string, string> WordFiles = new(StringComparer.Ordinal)
    {
        ["tests/ApSpec.House/Allowed.cs"] = "the list of forbidden words itself",
        ["tests/ApSpec.House/WordTests.cs"] = "planted samples of forbidden words",
    };

    /// <summary>What makes a run differ from the last one: (name for the message, pattern).</summary>
    public static readonly (string Name, string Pattern)[] Nondeterminism =
    [
        ("a clock", @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b"),
        ("a clock", @"\bEnvironment\.TickCount"),
        ("a clock", @"\bStopwatch\b"),
        ("a clock", @"\bTimeProvider\.System\b"),
        ("an unseeded random source", @"\bnew\s+Random\s*\(|\bRandom\s+\w+\s*=|\bRandom\.Shared\b"),
        ("an unseeded random source", @"\bRandomNumberGenerator\b"),
        ("an unseeded random source", @"\bGuid\.(NewGuid|CreateVersion7)\b"),
        ("a thread", @"\bTask\.(Run|Factory)\b|\bThreadPool\b|\bParallel\.(For|ForEach|ForAsync|ForEachAsync|Invoke)\b"),
        // The model has threads of its own, so only what the system's Thread alone has.
        ("a thread", @"\bnew\s+(System\.Threading\.)?Thread\s*\(|\bThread\.(Sleep|Yield|SpinWait|CurrentThread)\b|\.AsParallel\("),
    ];

    /// <summary>What a test does not do, beside asking a clock: (name for the message, pattern).</summary>
    public static readonly (string Name, string Pattern) Wait = ("a wait", @"\bThread\.(Sleep|SpinWait)\b|\bSpinUntil\b|\bTask\.Delay\b");

    /// <summary>The same as the compiled code names it, a type or a member of one; for projects without an exception below.</summary>
    public static readonly string[] NondeterministicReferences =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeProvider",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Diagnostics.Stopwatch",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
        "System.Threading.Tasks.Parallel", "System.Threading.Tasks.Task.Run", "System.Linq.ParallelEnumerable",
    ];

    /// <summary>Files and folders (ending in /) of spec/ and src/ that may use clocks or threads -> why.</summary>
    public static readonly Dictionary<string, string> NondeterminismFiles = new(StringComparer.Ordinal)
    {
        ["src/ApSpec.Cli/"] = "the command hands clocks and thread counts in",
        ["src/ApSpec.RealDriver/Confinement/ProcessStarter.cs"] = "a process lives no longer than the thread that started it",
        ["src/ApSpec.RealDriver/Worker/"] = "the other side of a process: it is waited for, and its number does not change the result",
        ["src/ApSpec.Explore/Graph/GraphSearch.cs"] = "threads of a search over states; their number does not change the result",
        ["src/ApSpec.Search/WorkerThreads.cs"] = "worker threads of a campaign and of mutants; their number does not change the result",
    };

    /// <summary>What starts a process or brings a driver into one: (name for the message, pattern).</summary>
    public static readonly (string Name, string Pattern)[] Dangerous =
    [
        ("starts a process", @"\bProcess\.Start\s*\(|\bnew\s+(System\.Diagnostics\.)?Process\b(?!StartInfo)"),
        ("starts a process outside of the sandbox", @"\bProcessStarter\.Start\s*\("),
        ("loads a driver", @"\bDriverLibrary\.Load\s*\("),
        ("loads a library", @"\bNativeLibrary\.(Try)?Load\s*\("),
    ];

    /// <summary>Files of src/ that may do one of these -> which, and why.</summary>
    public static readonly Dictionary<string, (string Name, string Why)[]> DangerousFiles = new(StringComparer.Ordinal)
    {
        ["src/ApSpec.RealDriver/Confinement/ProcessStarter.cs"] = [("starts a process", "the one place")],
        ["src/ApSpec.RealDriver/Confinement/Sandbox.cs"] = [("starts a process outside of the sandbox", "it is the sandbox")],
        ["src/ApSpec.RealDriver/Confinement/SandboxProbe.cs"] = [("starts a process outside of the sandbox", "tries the sandbox with 'true'")],
        ["src/ApSpec.RealDriver/Confinement/SyscallFilter.cs"] = [("loads a library", "looks for libseccomp")],
        ["src/ApSpec.RealDriver/Build/ToolRun.cs"] = [("starts a process outside of the sandbox", "asks a compiler for its version")],
        ["src/ApSpec.RealDriver/Run/LineAsker.cs"] =
            [("starts a process outside of the sandbox", "addr2line, inside the sandbox of the worker that asks")],
        ["src/ApSpec.RealDriver/Native/DriverLibrary.cs"] = [("loads a library", "the driver, in a process that is sealed")],
        ["src/ApSpec.RealDriver/Build/SelfTestProcess.cs"] = [("loads a driver", "the self-test's own process")],
        ["src/ApSpec.Cli/Commands/WorkerCommandLine.cs"] = [("loads a driver", "a worker's own process")],
        ["src/ApSpec.Cli/Commands/DriverVerb.cs"] = [("loads a driver", "the process of a comparison")],
    };
}
