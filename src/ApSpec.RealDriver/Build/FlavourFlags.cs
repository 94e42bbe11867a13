using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>How a flavour is compiled, one row each. Flavours differ for the compiler only here.</summary>
/// <param name="Flavour">The flavour.</param>
/// <param name="Folders">Folders of the shim for this flavour only; a C file there replaces the one of the same name above.</param>
/// <param name="Driver">Flags of the driver's own files.</param>
/// <param name="All">Flags of every file and of the link.</param>
internal sealed record FlavourFlags(
    Flavour Flavour, ImmutableArray<string> Folders, ImmutableArray<string> Driver, ImmutableArray<string> All)
{
    // Basic blocks call the shim, too, so that a loop without a memory access is noticed.
    private static readonly ImmutableArray<string> CheckedByShim =
    [
        "-fsanitize=kernel-address", "--param", "asan-instrumentation-with-call-threshold=0",
        "--param", "asan-stack=0", "--param", "asan-globals=0", "-fsanitize-coverage=trace-pc",
    ];

    // A declaration without an initialiser is no code.
    private static readonly ImmutableArray<string> LineByLine = ["-O0", "-ftrivial-auto-var-init=uninitialized"];

    private static readonly ImmutableArray<FlavourFlags> Table =
    [
        new(Flavour.Fast, [], CheckedByShim, []),
        new(Flavour.Race, [],
            [
                "-fsanitize=thread", "--param", "tsan-distinguish-volatile=1",
                "--param", "tsan-instrument-func-entry-exit=0", "-fsanitize-coverage=trace-pc",
            ],
            []),
        new(Flavour.Replay, ["replay"], CheckedByShim, []) { IsForPrograms = true },
        // Accesses call the shim's own checks, so that a recorded thread can give way before one.
        new(Flavour.Asan, ["replay", "asan"], ["--param", "asan-instrumentation-with-call-threshold=0"],
            ["-O1", "-DAPX_ASAN=1", "-fsanitize=address,undefined", "-fno-sanitize=null", "-fno-omit-frame-pointer"]) { IsForPrograms = true },
        new(Flavour.Lines, [], [.. CheckedByShim, .. LineByLine], []) { Core = LineByLine, HasLines = true },
    ];

    /// <summary>Flags of files that see the kernel's headers: the tree's and the fakes'.</summary>
    /// <remarks>
    /// Undeclared functions are compile errors. Left to the linker, some would be found in the C library.
    /// </remarks>
    public static readonly ImmutableArray<string> Kernel =
    [
        "-nostdinc", "-include", Stubs.Header, "-include", "shim/kernel.h", $"-DTREE_AP_H=\"tree/{TreeHeaders.Instructions}\"",
        "-I.", "-Iinc", $"-Itree/{TreeHeaders.DriverFolder}", "-Ishim",
        "-Werror=implicit-function-declaration", "-Werror=implicit-int",
        "-Wno-scalar-storage-order", "-Wno-incompatible-pointer-types",
    ];

    // The flags of the kernel's Makefile that change what a program means. A plain char is unsigned on s390.
    private static readonly ImmutableArray<string> Common =
    [
        "-std=gnu11", "-O2", "-g", "-gno-record-gcc-switches", "-ffreestanding", "-fPIC", "-fvisibility=hidden",
        "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks", "-funsigned-char",
        "-ftrivial-auto-var-init=pattern", "-fmax-errors=20", "-fdiagnostics-color=never",
    ];

    private static readonly ImmutableArray<string> Link = ["-shared", "-Wl,-Bsymbolic", "-Wl,-z,defs"];
    private static readonly ImmutableArray<string> LinkForPrograms = ["-r", "-nostdlib"];
    private static readonly ImmutableArray<string> LinkForTrial =
        ["-shared", "-Wl,-Bsymbolic", "-Wl,--unresolved-symbols=report-all", "-Wl,--warn-unresolved-symbols"];

    /// <summary>Flags of the kernel around the driver, where it is the tree's own.</summary>
    public ImmutableArray<string> Core { get; private init; } = [];

    /// <summary>The library's line table is kept beside it as text.</summary>
    public bool HasLines { get; private init; }

    /// <summary>The result is an object to link programs with, not a library to load.</summary>
    public bool IsForPrograms { get; private init; }

    /// <summary>The file that is made.</summary>
    public string Product => IsForPrograms ? "driver.o" : "driver.so";

    /// <summary>True for a file of the race detector's hooks, which programs do not use.</summary>
    public bool IsLeftOut(string path) => IsForPrograms && path == "tsan.c";

    /// <summary>All flags as one text: part of the key of a build.</summary>
    public string Text => string.Join('\n', Enum.GetValues<UnitKind>().Select(kind => string.Join(' ', For(kind))).Append(string.Join(' ', ForLink)));

    /// <summary>Flags of the link.</summary>
    public ImmutableArray<string> ForLink => IsForPrograms ? LinkForPrograms : [.. Link, .. All, "-lc"];

    /// <summary>Flags of a link that only lists undefined symbols.</summary>
    public ImmutableArray<string> ForTrial => [.. LinkForTrial, .. All, "-lc"];

    /// <summary>The row of a flavour.</summary>
    public static FlavourFlags Of(Flavour flavour) => Table.Single(row => row.Flavour == flavour);

    /// <summary>Flags of a file.</summary>
    public ImmutableArray<string> For(UnitKind kind) => kind switch
    {
        UnitKind.Driver => [.. Common, .. All, .. Kernel, .. Driver],
        UnitKind.Core => [.. Common, .. All, .. Kernel, "-DAPX_CORE=1", .. Core],
        // Accesses are checked like the driver's, but do not appear in its paths.
        UnitKind.Function => [.. Common, .. All, .. Kernel, "-DAPX_CORE=1", .. Driver, "-fno-sanitize-coverage=trace-pc"],
        UnitKind.Fake => [.. Common, .. All, .. Kernel, "-DAPX_FAKE=1"],
        UnitKind.Runtime => [.. Common, .. All, "-Ishim"],
        _ => throw new InvalidOperationException($"unknown kind of file {kind}"),
    };
}
