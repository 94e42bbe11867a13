using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;

namespace ApSpec.RealDriver.Tests.Confinement;

/// <summary>
/// A driver that does harm while it is loaded, or in a call: which kind is read from a file beside the library, so that one build
/// serves all tests. What it tries ends its process with <see cref="Refused"/> or <see cref="Done"/>.
/// </summary>
public sealed class HostileDriver : IDisposable
{
    /// <summary>Exit code of a driver that was not let.</summary>
    public const int Refused = 40;

    /// <summary>Exit code of a driver that did it.</summary>
    public const int Done = 41;

    /// <summary>Memory that its processes have.</summary>
    public const long MemoryMax = 1L << 30;

    /// <summary>Seconds after which a driver that stands still is given up.</summary>
    public const int StillMax = 5;

    private readonly TestFolder folder = new();
    private readonly TestFolder users = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lazy<(EditedTree Tree, LoadedDriver Driver)> made;

    public HostileDriver() => made = new(Make);

    /// <summary>A file that no driver has business with.</summary>
    public string Secret => users.At("secret");

    /// <summary>Where it tries to write.</summary>
    public string Written => users.At("written");

    /// <summary>True when a connection waits.</summary>
    public bool IsConnected => listener.Pending();

    /// <summary>The self-test of the library, whose constructor does harm of a kind; a driver that does not go on is given up soon.</summary>
    internal (SelfTestReport? Report, string Error) Load(char harm, Sandbox? sandbox = null)
    {
        Choose(atLoad: harm, inCall: '-');
        return SelfTestProcess.Run(Tool with { Sandbox = sandbox ?? Tool.Sandbox }, Library, SilenceMax(harm)).GetAwaiter().GetResult();
    }

    /// <summary>Replays a trace whose last step is a call that does harm.</summary>
    internal (ReplayedTrace? Replay, DeadTrace? Death) Call(char harm)
    {
        Choose(atLoad: '-', inCall: harm);
        var driver = made.Value.Driver;
        using var engine = new DriverEngine(
            new DriverSubject(driver.Built),
            Tool with { Arguments = [.. Tool.Arguments, "worker", JsonSerializer.Serialize(driver.Built)], Reads = [folder.Path] },
            1, CallMax(harm));
        return engine.Replay(
            LoadedDriver.Trace("scope mdevs=1 kvms=1 adapters=05 domains=0006 features=control\ncreate m0\nassign_control_domain m0 0006\n"),
            Rules.RuleBook.All);
    }

    /// <summary>As if nothing had been tried.</summary>
    public void Undo()
    {
        File.Delete(Written);
        while (listener.Pending())
            listener.AcceptSocket().Dispose();
    }

    public void Dispose()
    {
        listener.Stop();
        if (made.IsValueCreated)
        {
            made.Value.Driver.Dispose();
            made.Value.Tree.Dispose();
        }

        folder.Dispose();
        users.Dispose();
    }

    private static ToolCommand Tool => Builds.Tool with { Sandbox = Sandbox.Here.WithMemory(MemoryMax) };

    // By processor time, of which .NET's start uses less than two seconds; one that only waits gets six times as long by the clock. What comes to
    // an end by itself has time: to touch all the memory it may have takes seconds on a slow machine.
    private static TimeSpan CallMax(char harm) => TimeSpan.FromSeconds(harm == 't' ? 2 : 60);

    // What goes on has time, on a machine that is busy; what does not is given up.
    private static TimeSpan SilenceMax(char harm) => TimeSpan.FromSeconds(harm is 'z' or 't' ? StillMax : 120);

    private string Library => made.Value.Driver.Built.LibraryPath;

    private void Choose(char atLoad, char inCall)
    {
        _ = made.Value;
        folder.Write("load", $"{atLoad}");
        folder.Write("call", $"{inCall}");
    }

    private (EditedTree Tree, LoadedDriver Driver) Make()
    {
        users.Write("secret", "the user's own");
        listener.Start();
        var tree = new EditedTree("6.12");
        tree.Begin("assign_control_domain_store", $"extern void test_harm(const char *); test_harm(\"{folder.At("call")}\");");
        tree.Change(text => text + Harm());
        return (tree, tree.Load(folder));
    }

    // The C library's functions, declared as the driver's files must: they see no header of it.
    private string Harm() => $$"""

        extern int open(const char *, int, ...), close(int), socket(int, int, int), connect(int, const void *, unsigned int), fork(void);
        extern int kill(int, int), getpid(void), pause(void), memfd_create(const char *, unsigned int), printf(const char *, ...), fflush(void *);
        extern long read(int, void *, unsigned long), write(int, const void *, unsigned long);
        extern void *mmap(void *, unsigned long, int, int, int, long), *malloc(unsigned long);
        extern void _exit(int), exit(int), abort(void);
        void test_harm(const char *path);

        static void test_end(int was_refused) { _exit(was_refused ? {{Refused}} : {{Done}}); }

        __attribute__((no_sanitize("kernel-address"), no_sanitize_coverage)) void test_harm(const char *path)
        {
            static const struct { unsigned short family, port; unsigned int address; char rest[8]; } peer =
                { 2, 0x{{BinaryPrimitivesSwap(((IPEndPoint)listener.LocalEndpoint).Port)}}, 0x0100007f };
            static const char forged[] = "{\"Error\":\"forged\"}\n";
            char harm = '-';
            int f = open(path, 0);
            if (f >= 0) { read(f, &harm, 1); close(f); }
            switch (harm) {
            case 'w': test_end(open("{{Written}}", 0x41, 0600) < 0);
            case 'r': test_end(open("{{Secret}}", 0) < 0);
            case 'l': test_end(open(path, 1) < 0);
            case 's': f = socket(2, 1, 0); test_end(f < 0 || connect(f, &peer, sizeof(peer)) < 0);
            case 'f': f = fork(); if (!f) for (;;) pause(); test_end(f < 0);
            case 'm': {
                unsigned long got = 0;
                for (char *p; got < {{2 * MemoryMax}}ul && (p = malloc(1 << 20)); got += 1 << 20)
                    for (int i = 0; i < 1 << 20; i += 4096) p[i] = 1;
                test_end(got < {{2 * MemoryMax}}ul);
            }
            case 'M': {
                int shared = mmap(0, 4096, 3, 0x21, -1, 0) != (void *)-1, down = mmap(0, 4096, 3, 0x122, -1, 0) != (void *)-1;
                test_end(!shared && !down && memfd_create("x", 0) < 0);
            }
            case 'p': for (int i = 0; i < 3; i++) write(1, forged, sizeof(forged) - 1);
                printf("%s", forged); fflush(0); break;
            case 'e': exit(0);
            case 'a': abort();
            case 'z': for (;;) pause();
            case 't': kill(getpid(), 19); break;
            }
        }

        static void __attribute__((constructor)) test_load(void) { test_harm("{{folder.At("load")}}"); }

        """;

    private static string BinaryPrimitivesSwap(int port) =>
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)port).ToString("x4", CultureInfo.InvariantCulture);
}
