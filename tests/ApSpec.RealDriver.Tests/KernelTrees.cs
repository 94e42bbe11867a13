using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests;

/// <summary>
/// Kernel trees that tests compile: those that <c>APSPEC_KERNEL_TREES</c> names (directories, with colons between), else the parts
/// of Debian's kernel source packages that tests need, unpacked once a machine into the user's cache, whichever test process comes
/// first.
/// </summary>
internal static class KernelTrees
{
    /// <summary>Versions of the packages <c>linux-source-...</c>.</summary>
    public static readonly string[] Versions = ["6.1", "6.12"];

    /// <summary>The version of the notifier era, of which the machine's Debian has no package.</summary>
    public const string Notifier = "5.10";

    private static readonly string[] Parts =
    [
        "Makefile", "drivers/s390/crypto", "drivers/vfio", "virt/kvm", "arch/s390/include", "arch/s390/kvm",
        "include/linux/kvm_host.h", "include/linux/mdev.h", "include/linux/vfio.h", "include/uapi/linux/vfio.h",
    ];

    private static readonly string[] Named = (Environment.GetEnvironmentVariable("APSPEC_KERNEL_TREES") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries);

    private static readonly ConcurrentDictionary<string, Lazy<string>> Known = new();

    private static readonly Lazy<(string? Archive, string? Problem)> Fetched = new(() => FetchedKernel.Of(Notifier));

    /// <summary>The tree of a version; nobody writes there.</summary>
    public static string Of(string version) => Known.GetOrAdd(version, v => new Lazy<string>(() => NamedOf(v) ?? Unpacked(v))).Value;

    /// <summary>Why a version's tests are skipped; null when its tree is named or its package is installed.</summary>
    public static string? Without(string version) => NamedOf(version) is not null || File.Exists(ArchiveOf(version))
        ? null
        : version == Notifier ? $"no {version} tree: {Fetched.Value.Problem}"
        : $"{ArchiveOf(version)} is not there (Debian: apt install linux-source-{version}) and APSPEC_KERNEL_TREES names no tree of {version}";

    /// <summary>A copy of a version's driver, and of what it is compiled with, that a test may change.</summary>
    public static void CopyTo(string version, string folder)
    {
        var tree = Of(version);
        foreach (var path in Parts.SelectMany(part => FilesOf(Path.Combine(tree, part))))
        {
            var name = Path.GetRelativePath(tree, path);
            if (name.StartsWith("arch/", StringComparison.Ordinal) && !name.EndsWith("/ap.h", StringComparison.Ordinal)
                && !name.EndsWith("/isc.h", StringComparison.Ordinal) && !name.EndsWith("/zcrypt.h", StringComparison.Ordinal)
                && !name.Contains("/kvm", StringComparison.Ordinal))
                continue;
            var copy = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private static IEnumerable<string> FilesOf(string path) => File.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories);

    private static string? NamedOf(string version) => Named.FirstOrDefault(tree =>
        KernelTree.Open(tree, out _)?.Version?.StartsWith($"{version}.", StringComparison.Ordinal) == true);

    private static string ArchiveOf(string version) => $"/usr/src/linux-source-{version}.tar.xz" is var installed
        && version == Notifier && !File.Exists(installed)
        ? Fetched.Value.Archive ?? installed
        : installed;

    private static string Unpacked(string version)
    {
        var archive = new FileInfo(ArchiveOf(version));
        var cache = Path.Combine(Path.GetDirectoryName(DriverCache.DefaultFolder)!, "trees");
        var parts = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Parts))); // a part more needs a new folder
        var stamp = (archive.Length ^ archive.LastWriteTimeUtc.Ticks ^ BitConverter.ToInt64(parts)).ToString("x", CultureInfo.InvariantCulture);
        var tree = Path.Combine(cache, $"linux-source-{version}-{stamp}");
        Directory.CreateDirectory(cache);
        // Test projects run as processes side by side: one of them unpacks, the others wait for it.
        using var turn = new Mutex($"apspec {Path.GetFileName(tree)}", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        Take(turn);
        try
        {
            if (!Directory.Exists(tree))
                Unpack(archive.FullName, $"linux-source-{version}", tree);
            return tree;
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static void Unpack(string archive, string top, string tree)
    {
        var unfinished = tree + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        using var tar = Process.Start("tar", ["-xJf", archive, "-C", unfinished, "--strip-components=1", .. Parts.Select(part => $"{top}/{part}")]);
        tar.WaitForExit();
        Assert.True(tar.ExitCode == 0, $"tar -xJf {archive} ended with {tar.ExitCode}");
        Directory.Move(unfinished, tree);
    }

    // A process that was ended while it unpacked left its turn, and an unfinished tree that is unpacked anew.
    private static void Take(Mutex turn)
    {
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
        }
    }
}
