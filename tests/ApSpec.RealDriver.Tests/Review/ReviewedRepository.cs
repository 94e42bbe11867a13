using ApSpec.RealDriver.Tests.Patches;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>
/// A repository of three commits: the driver of Linux 6.12, a commit of documentation, and one after which a queue that is unlinked forgets
/// its mdev. Reviews of it share a cache.
/// </summary>
public sealed class ReviewedRepository : IDisposable
{
    private const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,binding,config";
    private readonly TestFolder cache = new();
    private readonly Lazy<TestRepository> made = new(Make);
    private readonly Lazy<(int Exit, string Out, string Error)> screen;

    public ReviewedRepository()
    {
        Builds.ShareObjects(cache.Path);
        screen = new(() => Review());
    }

    /// <summary>The work tree.</summary>
    public string Root => made.Value.Root;

    /// <summary>A review of the three commits, done once.</summary>
    public (int Exit, string Out, string Error) Screen => screen.Value;

    /// <summary>Files of checks that were kept, with when they were written.</summary>
    public string[] Checks => [.. Directory.EnumerateFiles(cache.Path, "check-*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks}")];

    /// <summary>Reviews the three commits, in a small scope.</summary>
    public (int Exit, string Out, string Error) Review(params string[] options) => Run(["v1..main", .. options]);

    /// <summary>Reviews the work tree as it was at the first commit.</summary>
    public (int Exit, string Out, string Error) ReviewFirstInWorkTree()
    {
        made.Value.Git("checkout", "--quiet", "v1", "--", "drivers");
        try
        {
            return Run([]);
        }
        finally
        {
            made.Value.Git("checkout", "--quiet", "main", "--", "drivers");
        }
    }

    public void Dispose()
    {
        if (made.IsValueCreated)
            made.Value.Dispose();
        cache.Dispose();
    }

    private (int Exit, string Out, string Error) Run(string[] options) =>
        Apspec.With("", cache.Path, ["review", "--driver", Root, "--scope", Scope, "--traces", "100", .. options]);

    private static TestRepository Make()
    {
        using var edited = new EditedTree("6.12");
        var made = new TestRepository();
        KernelTrees.CopyTo("6.12", made.Root);
        made.Commit("the driver as released");
        made.Git("tag", "v1");
        made.Write("Documentation/arch/s390/vfio-ap.rst", "A text.\n");
        made.Commit("docs: say something");
        edited.Begin("vfio_ap_unlink_queue_fr_mdev", "q->matrix_mdev = NULL;");
        made.Write("drivers/s390/crypto/vfio_ap_ops.c", File.ReadAllText(Path.Combine(edited.Root, "drivers/s390/crypto/vfio_ap_ops.c")));
        made.Commit("vfio-ap: forget the mdev");
        return made;
    }
}
