namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A driver that crashes in six functions, in six ways: compiled once for all tests of it.</summary>
public sealed class CrashingDriver : IDisposable
{
    /// <summary>Where the crashes are easy to come by.</summary>
    public const string Scope = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control";

    // What the compiler's checks see before it happens, then what the processor alone sees.
    private static readonly Dictionary<string, string> Statements = new()
    {
        ["assign_control_domain"] = "*(volatile int *)0 = 1;",
        ["assign_domain"] = "*(volatile int *)(0xdeadul << 48) = 1;",
        ["unassign_control_domain"] = "((void (*volatile)(void))0)();",
        ["unassign_adapter"] = "__builtin_trap();",
        ["unassign_domain"] = "volatile int nought = 0; nought = 100 % nought;",
        ["assign_adapter"] = "volatile int deep = assign_adapter_store(dev, attr, buf, count); return deep;",
    };

    private readonly Dictionary<string, int> lines = [];
    private readonly Lazy<(EditedTree Tree, LoadedDriver Driver)> made;

    public CrashingDriver() => made = new(Make);

    /// <summary>Operations whose function crashes.</summary>
    public static IEnumerable<string> Operations => Statements.Keys;

    internal LoadedDriver Driver => made.Value.Driver;

    /// <summary>The function and line of an operation's crash.</summary>
    public string PlaceOf(string operation) => $"{operation}_store (vfio_ap_ops.c:{lines[operation]})";

    public void Dispose()
    {
        if (!made.IsValueCreated)
            return; // the tests were skipped
        made.Value.Driver.Dispose();
        made.Value.Tree.Dispose();
    }

    private (EditedTree Tree, LoadedDriver Driver) Make()
    {
        var tree = new EditedTree("6.12");
        foreach (var (operation, statement) in Statements)
            lines[operation] = tree.Begin($"{operation}_store", statement);
        return (tree, tree.Load());
    }
}
