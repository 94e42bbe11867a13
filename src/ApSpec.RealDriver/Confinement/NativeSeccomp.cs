using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Confinement;

/// <summary>The functions of libseccomp that are used: seccomp_init(3) and the pages it names.</summary>
internal static unsafe partial class NativeSeccomp
{
    /// <summary>The library.</summary>
    public const string Library = "libseccomp.so.2";

    /// <summary>SCMP_ACT_ALLOW: the default for calls that no rule names.</summary>
    public const uint Allow = 0x7fff0000;

    /// <summary>SCMP_FLTATR_CTL_TSYNC: the filter applies to all threads.</summary>
    public const int AllThreads = 4;

    private const uint FailWith = 0x00050000;
    private const int MaskedEqual = 7;

    /// <summary>Adds a rule.</summary>
    public static int Add(nint filter, in SyscallRule rule, int number)
    {
        var comparison = new Comparison { Argument = rule.Argument, Operation = MaskedEqual, Mask = rule.Mask, Value = rule.Value };
        return AddRule(filter, FailWith | (uint)rule.Errno, number, rule.Mask == 0 ? 0u : 1u, &comparison);
    }

    [LibraryImport(Library, EntryPoint = "seccomp_init")]
    public static partial nint Create(uint action);

    [LibraryImport(Library, EntryPoint = "seccomp_release")]
    public static partial void Release(nint filter);

    [LibraryImport(Library, EntryPoint = "seccomp_syscall_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int NumberOf(string name);

    [LibraryImport(Library, EntryPoint = "seccomp_attr_set")]
    public static partial int SetAttribute(nint filter, int attribute, uint value);

    [LibraryImport(Library, EntryPoint = "seccomp_load")]
    public static partial int Load(nint filter);

    [LibraryImport(Library, EntryPoint = "seccomp_export_bpf")]
    public static partial int Export(nint filter, int descriptor);

    [LibraryImport(Library, EntryPoint = "seccomp_rule_add_array")]
    private static partial int AddRule(nint filter, uint action, int number, uint comparisons, Comparison* comparison);

    // struct scmp_arg_cmp
    [StructLayout(LayoutKind.Sequential)]
    private struct Comparison
    {
        public uint Argument;
        public int Operation;
        public ulong Mask;
        public ulong Value;
    }
}
