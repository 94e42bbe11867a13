using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>How a flavour is compiled: one row each, the only place where flavours differ for the compiler.</summary>
/// <param name="Flavour">The flavour.</param>
/// <param name="Folder">Folder of the shim whose C files only this flavour has; null for none.</param>
/// <param name="Driver">Flags of the driver's own files.</param>
/// <param name="All">Flags of every file and of the link.</param>
internal sealed record FlavourFlags(Flavour Flavour, string? Folder, ImmutableArray<string> Driver, ImmutableArray<string> All)
{
    private static readonly ImmutableArray<FlavourFlags> Table =
    [
        new(Flavour.Fast, null,
            [
                "-fsanitize=kernel-address", "--param", "asan-instrumentation-with-call-threshold=0",
                "--param", "asan-stack=0", "--param", "asan-globals=0", "-fsanitize-coverage=trace-pc",
            ],
            []),
        new(Flavour.Race, "race", ["-fsanitize=thread", "--param", "tsan-distinguish-volatile=1"], ["-DAPX_RACE=1"]),
        new(Flavour.Asan, "asan", [], ["-DAPX_ASAN=1", "-fsanitize=address", "-fno-omit-frame-pointer"]),
    ];

    /// <summary>Flags of files that see the kernel's headers: the tree's and the fakes'.</summary>
    /// <remarks>
    /// Functions that nobody declared are errors here and not first for the linker, which would find some of them in the C library.
    /// </remarks>
    public static readonly ImmutableArray<string> Kernel =
    [
        "-nostdinc", "-include", "shim/kernel.h", $"-DTREE_AP_H=\"tree/{TreeHeaders.Instructions}\"",
        "-I.", "-Iinc", $"-Itree/{TreeHeaders.DriverFolder}", "-Ishim",
        "-Werror=implicit-function-declaration", "-Werror=implicit-int",
        "-Wno-scalar-storage-order", "-Wno-incompatible-pointer-types",
    ];

    // As the kernel's own Makefile compiles what the meaning of a program depends on; a plain char has no sign on s390.
    private static readonly ImmutableArray<string> Common =
    [
        "-std=gnu11", "-O2", "-g", "-gno-record-gcc-switches", "-ffreestanding", "-fPIC", "-fvisibility=hidden",
        "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks", "-funsigned-char",
        "-ftrivial-auto-var-init=pattern", "-fmax-errors=20", "-fdiagnostics-color=never",
    ];

    private static readonly ImmutableArray<string> Link = ["-shared", "-Wl,-Bsymbolic", "-Wl,-z,defs"];

    /// <summary>All flags as one text: part of what names a build.</summary>
    public string Text => string.Join('\n', Enum.GetValues<UnitKind>().Select(kind => string.Join(' ', For(kind))).Append(string.Join(' ', ForLink)));

    /// <summary>Flags of the link.</summary>
    public ImmutableArray<string> ForLink => [.. Link, .. All];

    /// <summary>The row of a flavour.</summary>
    public static FlavourFlags Of(Flavour flavour) => Table.Single(row => row.Flavour == flavour);

    /// <summary>Flags of a file.</summary>
    public ImmutableArray<string> For(UnitKind kind) => kind switch
    {
        UnitKind.Driver => [.. Common, .. All, .. Kernel, .. Driver],
        UnitKind.Fake => [.. Common, .. All, .. Kernel],
        UnitKind.Runtime => [.. Common, .. All, "-Ishim"],
        _ => throw new InvalidOperationException($"unknown kind of file {kind}"),
    };
}
