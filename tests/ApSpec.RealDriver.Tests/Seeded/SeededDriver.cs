using System.Buffers.Binary;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Tests.Seeded;

/// <summary>A version's driver with every defect of the table that it has the place for, compiled once.</summary>
internal sealed class SeededDriver : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly EditedTree tree;
    private readonly DriverBuild build;
    private readonly byte[] library;
    private readonly int place;

    public SeededDriver(string version)
    {
        tree = new EditedTree(version);
        tree.Change(text =>
        {
            var source = new SeededSource(text);
            foreach (var (index, defect) in SeededDefects.All.Index().Where(entry => entry.Item.IsIn(version)))
                source.Add(defect, index + 1);
            return source.ToString();
        });
        build = Builds.Of(tree.Root, Builds.Options(tree.Cache));
        library = File.ReadAllBytes(build.LibraryPath);
        var constant = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(constant, SeededSource.Asleep);
        place = library.AsSpan().IndexOf(constant);
        Assert.True(place >= 0 && library.AsSpan(place + 1).IndexOf(constant) < 0, "the constant is in the library's data once");
    }

    /// <summary>The driver with one defect awake, or with none for 0.</summary>
    public DriverSubject With(int number)
    {
        var path = folder.At($"defect-{number}.so");
        var patched = library.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(patched.AsSpan(place), SeededSource.Asleep + (ulong)number);
        File.WriteAllBytes(path, patched);
        var loaded = DriverLibrary.Load(path, out var error) ?? throw new InvalidOperationException(error);
        return new DriverSubject(build.Built(tree.Root) with { LibraryPath = path }, loaded);
    }

    // The process keeps what it has loaded; the files are not needed for that.
    public void Dispose()
    {
        folder.Dispose();
        tree.Dispose();
    }
}
