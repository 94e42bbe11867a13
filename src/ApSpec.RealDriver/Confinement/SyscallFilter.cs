using System.Collections.Immutable;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Confinement;

/// <summary>
/// The seccomp filter of a process with a driver loaded, made by libseccomp: no new process, no memory that its limit does not count, no
/// socket.
/// </summary>
internal sealed class SyscallFilter
{
    private const int NotAllowed = 1;  // EPERM
    private const int NotThere = 38;   // ENOSYS: the C library falls back to clone, and a filter can see its flags

    private const ulong CloneMemory = 0x100;
    private const ulong CloneVfork = 0x4000;
    private const ulong CloneThread = 0x10000;
    private const ulong Shared = 0x1;
    private const ulong GrowsDown = 0x100;
    private const ulong Anonymous = 0x20;

    private static readonly ImmutableArray<SyscallRule> Common =
    [
        new("clone3", NotThere), new("fork", NotAllowed), new("vfork", NotAllowed),
        new("mmap", NotAllowed, 3, Shared | Anonymous, Shared | Anonymous), new("mmap", NotAllowed, 3, GrowsDown, GrowsDown),
        new("memfd_create", NotAllowed), new("memfd_secret", NotAllowed), new("shmget", NotAllowed), new("shmat", NotAllowed),
        new("socket", NotAllowed), new("socketpair", NotAllowed),
        new("io_uring_setup", NotThere), new("bpf", NotAllowed), new("perf_event_open", NotAllowed), new("userfaultfd", NotAllowed),
        new("keyctl", NotAllowed), new("add_key", NotAllowed), new("request_key", NotAllowed),
        new("unshare", NotAllowed), new("setns", NotAllowed), new("mount", NotAllowed), new("fsopen", NotAllowed), new("open_tree", NotAllowed),
    ];

    // On s390 the flags are the second argument of clone.
    private static readonly uint FlagsOfClone = RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.S390x ? 1u : 0u;

    private readonly ImmutableArray<SyscallRule> rules;

    private SyscallFilter(ImmutableArray<SyscallRule> rules)
    {
        this.rules = rules;
    }

    /// <summary>True when the library is there.</summary>
    public static bool IsInstalled => NativeLibrary.TryLoad(NativeSeccomp.Library, out _);

    /// <summary>The filter of a program. LeakSanitizer stops its threads from a clone of its process and by ptrace.</summary>
    public static SyscallFilter For(ProgramKind kind) => new(kind == ProgramKind.Sanitized
        ? [
            .. Common, new("clone", NotAllowed, FlagsOfClone, CloneMemory, 0),
            new("clone", NotAllowed, FlagsOfClone, CloneVfork, CloneVfork),
        ]
        : [.. Common, new("clone", NotAllowed, FlagsOfClone, CloneThread, 0), new("ptrace", NotAllowed)]);

    /// <summary>Applies it to every thread of this process; this cannot be undone.</summary>
    public void Load() => Use(filter =>
    {
        Check(NativeSeccomp.SetAttribute(filter, NativeSeccomp.AllThreads, 1), "seccomp_attr_set");
        Check(NativeSeccomp.Load(filter), "seccomp_load");
    });

    /// <summary>Writes it into a pipe that a child process inherits.</summary>
    public FilterPipe Piped()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        Use(filter => Check(NativeSeccomp.Export(filter, (int)pipe.SafePipeHandle.DangerousGetHandle()), "seccomp_export_bpf"));
        pipe.SafePipeHandle.Dispose(); // so that the reader sees the end
        return new FilterPipe(pipe);
    }

    private void Use(Action<nint> use)
    {
        var filter = NativeSeccomp.Create(NativeSeccomp.Allow);
        if (filter == 0)
            throw new InvalidOperationException("seccomp_init failed");
        try
        {
            foreach (var rule in rules)
            {
                // This processor, or this version of the library, does not know the name.
                if (NativeSeccomp.NumberOf(rule.Name) is var number and >= 0)
                    Check(NativeSeccomp.Add(filter, rule, number), rule.Name);
            }

            use(filter);
        }
        finally
        {
            NativeSeccomp.Release(filter);
        }
    }

    private static void Check(int result, string what)
    {
        if (result < 0)
            throw new InvalidOperationException($"{what}: error {-result}");
    }
}
